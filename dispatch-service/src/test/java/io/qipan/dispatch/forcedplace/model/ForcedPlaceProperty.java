package io.qipan.dispatch.forcedplace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfCall;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Outcome;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Settled;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class ForcedPlaceProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final List<String> OPEN_TO_A_PERSON = List.of("unverified", "lapsed");

    /** Everything that can be asked of a forced place. */
    enum Act {
        VERIFY(p -> p.settle(Outcome.VERIFIED, LATER, "li", "the crew is there")),
        CORRECT(p -> p.settle(Outcome.CORRECTED, LATER, "li", "it is the next lane")),
        LAPSE(p -> p.settle(Outcome.LAPSED, LATER, "system:deadlines", "its call ended before")),
        REMIND(p -> p.remind(LATER));

        private final Function<ForcedPlace, Decision<ForcedPlace>> on;

        Act(Function<ForcedPlace, Decision<ForcedPlace>> on) {
            this.on = on;
        }
    }

    private static ForcedPlace forced() {
        UUID some = UUID.fromString("01939b4e-0000-7000-8000-000000000003");
        return new ForcedPlace(
                new ForcedPlaceId(some),
                1,
                new Unverified(LATER, 0),
                new OfCall(new CallId(some)),
                1,
                "behind the old mill",
                "the caller insists",
                "wang",
                NOW,
                false);
    }

    @Property
    void whatever_is_asked_it_waits_with_a_deadline_or_is_settled_once_by_a_person(
            @ForAll @Size(max = 12) List<Act> acts) {
        // Given
        ForcedPlace place = forced();
        int reminders = 0;

        // When
        for (Act act : acts) {
            switch (act.on.apply(place)) {
                case Granted<ForcedPlace>(ForcedPlace next) -> {
                    assertThat(word(place))
                            .as("before " + act)
                            .isIn(act == Act.VERIFY || act == Act.CORRECT ? OPEN_TO_A_PERSON : List.of("unverified"));
                    assertThat(next.version()).isEqualTo(place.version() + (act == Act.REMIND ? 0 : 1));
                    reminders += act == Act.REMIND ? 1 : 0;
                    place = next;
                }
                case Refused<ForcedPlace>(var refusal) -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
                    assertThat(place.state()).isInstanceOf(Settled.class);
                }
            }
        }

        // Then
        switch (place.state()) {
            case Unverified unverified -> assertThat(unverified).isEqualTo(new Unverified(LATER, reminders));
            case Settled settled -> assertThat(settled.rationale()).isNotBlank();
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(forced()), TransitionTable.acts(Act.values(), act -> act.on), ForcedPlaceProperty::word);

        // Then
        TransitionTable.assertPublished("forced-place", rows);
    }

    private static String word(ForcedPlace place) {
        return switch (place.state()) {
            case Unverified _ -> "unverified";
            case Settled settled -> settled.outcome().name().toLowerCase(Locale.ROOT);
        };
    }
}
