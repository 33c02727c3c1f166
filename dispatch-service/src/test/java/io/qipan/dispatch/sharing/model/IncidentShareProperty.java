package io.qipan.dispatch.sharing.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.sharing.model.ShareState.Ended;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class IncidentShareProperty {
    private static final Instant BEGIN = Instant.parse("2026-11-20T02:00:00Z");
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of a share. */
    enum Act {
        EXTEND(share -> share.extend(share.until().plus(Duration.ofDays(1)), BEGIN)),
        EXTEND_TOO_LATE(share -> share.extend(share.until().plus(Duration.ofDays(1)), share.until())),
        WITHDRAW(share -> share.end("li", "enough", BEGIN)),
        RUN_OUT(share -> share.end("system:deadlines", "its time is over", share.until()));

        private final Function<IncidentShare, Decision<IncidentShare>> on;

        Act(Function<IncidentShare, Decision<IncidentShare>> on) {
            this.on = on;
        }
    }

    private static Decision<IncidentShare> shared(Instant until) {
        return IncidentShare.shared(
                new IncidentShareId(SOME), new IncidentId(SOME), "agencies/1", "help", false, "wang", BEGIN, until);
    }

    @Example
    void the_published_table_says_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(shared(BEGIN.plus(Duration.ofDays(5))).orRefuse()),
                TransitionTable.acts(Act.values(), act -> act.on),
                share -> share.state().word().replace(' ', '_'));

        // Then
        TransitionTable.assertPublished("incident-share", rows);
    }

    /** Days that pass one after the other; on each it is extended by so many, or ended if that is 0. */
    @Property
    void it_is_seen_until_its_last_promised_moment_or_its_end_and_never_after(
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 120) Integer> extensions) {
        // Given
        IncidentShare share = shared(BEGIN.plus(Duration.ofDays(5))).orRefuse();
        Instant now = BEGIN;
        boolean ended = false;

        // When
        for (int days : extensions) {
            now = now.plus(Duration.ofDays(1));
            Decision<IncidentShare> asked =
                    days == 0 ? share.end("li", "enough", now) : share.extend(now.plus(Duration.ofDays(days)), now);
            switch (asked) {
                case Granted<IncidentShare>(IncidentShare next) -> {
                    assertThat(ended).as("nothing leads back").isFalse();
                    assertThat(next.version()).isEqualTo(share.version() + 1);
                    assertThat(next.until()).isAfterOrEqualTo(share.until());
                    ended = days == 0;
                    share = next;
                }
                case Refused<IncidentShare>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INVALID_FIELD);
            }
        }

        // Then
        assertThat(share.state() instanceof Ended).isEqualTo(ended);
        assertThat(share.isInForce(now)).isEqualTo(!ended && now.isBefore(share.until()));
        assertThat(share.isInForce(share.until())).isFalse();
        assertThat(share.until()).isBeforeOrEqualTo(now.plus(Duration.ofDays(90)));
    }

    @Property
    void its_end_lies_ahead_and_within_ninety_days(@ForAll @IntRange(min = -100, max = 200) int days) {
        // When
        Decision<IncidentShare> decision = shared(BEGIN.plus(Duration.ofDays(days)));

        // Then
        assertThat(decision instanceof Granted).isEqualTo(days > 0 && days <= 90);
    }
}
