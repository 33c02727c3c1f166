package io.qipan.dispatch.command.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.command.model.NoticeState.Escalated;
import io.qipan.dispatch.command.model.NoticeState.Over;
import io.qipan.dispatch.command.model.NoticeState.Waiting;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class CommandNoticeProperty {
    private static final Instant SENT_AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "command-notice.csv");
    private static final String HEADER = "kind,from,act,to";

    /** Everything that can happen to a notice. */
    enum Act {
        DELIVER((n, now) -> n.deliver(now)),
        ACKNOWLEDGE((n, now) -> n.acknowledge(new Answer("li", now, false))),
        REPORT_DONE((n, now) -> n.report(End.DONE, "", new Answer("li", now, false))),
        REPORT_FAILED((n, now) -> n.report(End.FAILED, "gate locked", new Answer("li", now, true))),
        DECLINE((n, now) -> n.report(End.DECLINED, "no fuel", new Answer("li", now, false))),
        EXCUSE((n, now) -> n.excuse("radio broken", "wang", now)),
        WITHDRAW((n, now) -> n.withdraw("over", "wang", now)),
        HAND_OVER((n, now) -> n.handOver(now, now)),
        LOOK((n, now) -> Decision.grant(n.look(now)));

        private final BiFunction<CommandNotice, Instant, Decision<CommandNotice>> on;

        Act(BiFunction<CommandNotice, Instant, Decision<CommandNotice>> on) {
            this.on = on;
        }
    }

    private static CommandNotice sent(CommandKind kind) {
        return CommandNotice.sent(
                new CommandNoticeId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                new Brief(
                        new CommandOrderId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                        kind,
                        "Close the bridge",
                        false,
                        Duration.ofMinutes(2),
                        kind == CommandKind.EXECUTE ? Optional.of(SENT_AT.plusSeconds(1_800)) : Optional.empty()),
                "units/car-1",
                SENT_AT);
    }

    @Property
    void whateverHappensANoticeIsOwedWithAClockOrWithTheOwnerOrOver(
            @ForAll CommandKind kind,
            @ForAll @Size(max = 14) List<Act> acts,
            @ForAll @Size(value = 14) List<@IntRange(max = 900) Integer> later) {
        // Given
        CommandNotice notice = sent(kind);
        Instant now = SENT_AT;
        boolean wasOver = false;
        boolean wasEscalated = false;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plusSeconds(later.get(i));
            switch (acts.get(i).on.apply(notice, now)) {
                case Granted<CommandNotice>(CommandNotice next) -> {
                    assertThat(wasOver && !next.equals(notice))
                            .as("a way back from over by " + acts.get(i))
                            .isFalse();
                    assertThat(next.version() - notice.version())
                            .as("what people do changes the etag, what the system does not")
                            .isEqualTo(acts.get(i) == Act.LOOK ? 0 : 1);
                    notice = next;
                }
                case Refused<CommandNotice>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
            wasOver |= !notice.isOwed();
            assertThat(wasEscalated && notice.isOwed() && !notice.isEscalated())
                    .as("a way from the owner but by an answer")
                    .isFalse();
            wasEscalated |= notice.isEscalated();
        }

        // Then
        switch (notice.state()) {
            case Waiting waiting -> assertThat(waiting.nextAt()).isAfterOrEqualTo(SENT_AT);
            case Escalated escalated -> assertThat(notice.heard().escalatedAt()).contains(escalated.at());
            case Over over -> assertThat(over.by()).isNotBlank();
        }
        assertThat(notice.heard().escalatedAt().isPresent()).isEqualTo(wasEscalated);
        assertThat(notice.state() instanceof Over(End end, var _, var _, var _) && end == End.ACKNOWLEDGED)
                .as("acknowledging ends it")
                .isEqualTo(kind == CommandKind.INFORM && notice.state().word().equals("acknowledged"));
    }

    @Property
    void whoeverNeverAnswersIsRemindedOnceAndEscalatedWhenItsTimeIsUp(
            @ForAll CommandKind kind, @ForAll boolean acknowledges) {
        // Given
        CommandNotice notice = acknowledges && kind == CommandKind.EXECUTE
                ? sent(kind).acknowledge(new Answer("li", SENT_AT, false)).orRefuse()
                : sent(kind);
        Instant limit =
                notice.state().word().equals("acknowledged") ? SENT_AT.plusSeconds(1_800) : SENT_AT.plusSeconds(120);

        // When
        CommandNotice early = notice.look(notice.nextAt().orElseThrow().minusMillis(1));
        CommandNotice reminded = notice.look(notice.nextAt().orElseThrow());
        CommandNotice escalated = reminded.look(reminded.nextAt().orElseThrow());

        // Then
        assertThat(early).isEqualTo(notice);
        assertThat(reminded.state()).isEqualTo(new Waiting(((Waiting) notice.state()).step(), true, limit));
        assertThat(escalated.state()).isInstanceOf(Escalated.class);
        assertThat(escalated.heard().escalatedAt()).contains(limit);
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        for (CommandKind kind : CommandKind.values()) {
            Deque<CommandNotice> open = new ArrayDeque<>(List.of(sent(kind)));
            SortedSet<String> seen = new TreeSet<>();
            while (!open.isEmpty()) {
                CommandNotice notice = open.pop();
                if (!seen.add(word(notice))) {
                    continue;
                }
                for (Act act : Act.values()) {
                    if (act.on.apply(notice, SENT_AT.plusSeconds(86_400))
                                    instanceof Granted<CommandNotice>(CommandNotice next)
                            && !next.equals(notice)) {
                        rows.add(String.join(
                                ",", kind.name(), word(notice), act.name().toLowerCase(Locale.ROOT), word(next)));
                        open.push(next);
                    }
                }
            }
        }

        if (Boolean.getBoolean("transitions.update")) {
            Path ignored = Files.writeString(TABLE, HEADER + "\n" + String.join("\n", rows) + "\n");
        }

        // When
        List<String> published = Files.readAllLines(TABLE);

        // Then
        assertThat(published).first().isEqualTo(HEADER);
        assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
    }

    private static String word(CommandNotice notice) {
        return notice.isEscalated()
                ? notice.state().word() + " escalated"
                : notice.state().word();
    }
}
