package io.qipan.dispatch.missingperson.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.NoticeChannel.HandOver;
import io.qipan.dispatch.missingperson.model.NoticeChannel.TakenDown;
import io.qipan.dispatch.missingperson.model.NoticeState.Act;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Open;
import io.qipan.dispatch.missingperson.model.NoticeState.Over;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class MissingNoticeProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    /** Everything that can be asked of a notice. */
    enum Step {
        RELEASE_BY_DRAFTER(n -> n.release(new Act(NOW, "wang"), LATER)),
        RELEASE(n -> n.release(new Act(NOW, "zhao"), LATER)),
        HAND_OVER(n -> n.handOver("radio", new HandOver(NOW, "wang"))),
        WITHDRAW(n -> n.withdraw(new End(NOW, "wang", "found"), LATER)),
        CONFIRM_RADIO(n -> n.takeDown("radio", new TakenDown(NOW, "editor"))),
        CONFIRM_TV(n -> n.takeDown("tv", new TakenDown(NOW, "editor"))),
        CONFIRM_STRANGER(n -> n.takeDown("newspaper", new TakenDown(NOW, "editor"))),
        TAKE_OVER(n -> Decision.grant(n.takeOver("li"))),
        REMIND(n -> Decision.grant(n.remind(LATER)));

        private final Function<MissingNotice, Decision<MissingNotice>> on;

        Step(Function<MissingNotice, Decision<MissingNotice>> on) {
            this.on = on;
        }
    }

    private static MissingNotice drafted() {
        return new MissingNotice(
                new MissingNoticeId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                1,
                new Draft(LATER),
                new MissingSearchId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                Set.of(Fact.FACT_AGE),
                new Basis(Basis.Kind.GUARDIAN, "mother", Set.of(Fact.FACT_AGE), ""),
                List.of(NoticeChannel.named("radio"), NoticeChannel.named("tv")),
                "wang",
                new Act(NOW, "wang"),
                0,
                false);
    }

    @Property
    void whatever_is_asked_it_is_released_by_two_and_over_only_when_every_channel_has_confirmed(
            @ForAll @Size(max = 14) List<Step> steps) {
        // Given
        MissingNotice notice = drafted();

        // When
        for (Step step : steps) {
            switch (step.on.apply(notice)) {
                case Granted<MissingNotice>(MissingNotice next) -> {
                    assertThat(notice.state() instanceof Over && !next.state().equals(notice.state()))
                            .as("a way back from over by " + step)
                            .isFalse();
                    notice = next;
                }
                case Decision.Refused<MissingNotice>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED, Reason.NOT_FOUND);
            }
        }

        // Then
        assertThat(notice.release().map(Act::by)).isNotEqualTo(java.util.Optional.of("wang"));
        boolean allDown = notice.channels().stream()
                .allMatch(channel -> channel.takenDown().isPresent());
        assertThat(notice.state() instanceof Withdrawn).isEqualTo(allDown);
        switch (notice.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfter(NOW);
            case Over over -> assertThat(over.end().reason()).isNotBlank();
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(drafted()), TransitionTable.acts(Step.values(), step -> step.on), MissingNoticeProperty::word);

        // Then
        TransitionTable.assertPublished("missing-notice", rows);
    }

    /** With the channels that show it no more. */
    private static String word(MissingNotice notice) {
        String down = notice.channels().stream()
                .filter(channel -> channel.takenDown().isPresent())
                .map(NoticeChannel::name)
                .collect(Collectors.joining(" "));
        return notice.state().word() + (down.isEmpty() ? "" : " without " + down);
    }
}
