package io.qipan.dispatch.attention.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.attention.model.AttentionState.Open;
import io.qipan.dispatch.attention.model.AttentionState.Settled;
import io.qipan.dispatch.attention.model.AttentionState.Untaken;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class AttentionProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Path TABLE = Path.of("..", "docs", "transitions", "attention.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of an attention, by two people and by the clock. */
    enum Act {
        TAKE_LI(a -> a.take("li", NOW, LATER)),
        TAKE_ZHAO(a -> a.take("zhao", NOW, LATER)),
        SETTLE_LI(a -> a.settle("li", "went there", NOW)),
        SETTLE_ZHAO(a -> a.settle("zhao", "called them", NOW)),
        SUBSIDE(a -> a.subside("system:attention.look", NOW)),
        REMIND(a -> a.remind(LATER));

        private final Function<Attention, Decision<Attention>> on;

        Act(Function<Attention, Decision<Attention>> on) {
            this.on = on;
        }
    }

    private static Attention raised(Urgency urgency) {
        return new Attention(
                new AttentionId(SOME),
                1,
                new Untaken(LATER, 0),
                new Occasion(AttentionKind.ORDER_UNANSWERED, "orders/" + SOME, "alert_owner", 1),
                Optional.empty(),
                false,
                urgency,
                NOW,
                NOW,
                Optional.of(LATER),
                "wang");
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_settled_for_ever(
            @ForAll Urgency urgency, @ForAll @Size(max = 12) List<Act> acts) {
        // Given
        Attention attention = raised(urgency);

        // When
        for (Act act : acts) {
            switch (act.on.apply(attention)) {
                case Granted<Attention>(Attention next) -> {
                    assertThat(attention.state()).as("before " + act).isInstanceOf(Open.class);
                    assertThat(next.version())
                            .isEqualTo(act == Act.REMIND ? attention.version() : attention.version() + 1);
                    attention = next;
                }
                case Refused<Attention>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.ACCESS_DENIED);
            }
        }

        // Then
        assertThat(attention.nextDeadlineAt().isEmpty()).isEqualTo(attention.state() instanceof Settled);
        assertThat(attention.owner()).isIn("wang", "li", "zhao", Attention.COMMAND);
        assertThat(attention.owner().equals(Attention.COMMAND))
                .as("goes up only if somebody may be waiting and nobody took it")
                .isIn(false, urgency == Urgency.HIGHEST || urgency == Urgency.HIGH);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<Attention> open = new ArrayDeque<>(List.of(raised(Urgency.HIGHEST)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Attention attention = open.pop();
            if (!seen.add(attention.state().word() + attention.owner())) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(attention) instanceof Granted<Attention>(Attention next)) {
                    rows.add(String.join(",", word(attention), act.name().toLowerCase(Locale.ROOT), word(next)));
                    open.push(next);
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

    private static String word(Attention attention) {
        return switch (attention.state()) {
            case Untaken _ -> attention.owner().equals(Attention.COMMAND) ? "untaken escalated" : "untaken";
            case AttentionState.Taken _ -> "taken by " + attention.owner();
            case Settled _ -> "settled";
        };
    }
}
