package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.proto.patrol.v1.VisitPeriod;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What patrol-service tells of the visits that its grid asks for, followed by two replicas. */
class OverdueVisitFeedIT extends FeedScenario {
    private final Instant until = clock.instant().plus(Duration.ofHours(8));

    private void told(String point, int version, VisitDutyState state) {
        told(point, Integer.toString(version), state, "2026-11-22", until);
    }

    private void told(String point, String etag, VisitDutyState state, String period, Instant ends) {
        VisitDuty duty = VisitDuty.newBuilder()
                .setName("visitDuties/must_patrol_point-" + point + "/" + period)
                .setFeature("gridFeatures/must_patrol_point-" + point)
                .setZone("gridFeatures/zone-Z7")
                .setPeriod(VisitPeriod.newBuilder()
                        .setCode(period)
                        .setFrom(Times.message(ends.minus(Duration.ofDays(1))))
                        .setUntil(Times.message(ends)))
                .setState(state)
                .setNeeded(1)
                .setEtag(etag)
                .build();
        tell(duty.getName(), duty);
    }

    @Test
    void two_replicas_that_are_told_everything_again_and_again_count_each_overdue_visit_once_in_one_thing() {
        // Given
        told("P1", 1, VisitDutyState.PENDING);
        told("P1", 2, VisitDutyState.OVERDUE);
        told("P2", 2, VisitDutyState.OVERDUE);
        told("P2", 3, VisitDutyState.MET);

        // When
        follow();
        follow();

        // Then
        awaitAsked(4);
        int ignored = pass(1);
        assertThat(attentions()).containsExactly("overdueVisits/zone-Z7/2026-11-22 untaken 2");
        awaitAsked(4);
        assertThat(attentions()).containsExactly("overdueVisits/zone-Z7/2026-11-22 untaken 2");
    }

    @Test
    void what_is_long_over_is_no_work_and_what_cannot_be_ordered_does_not_hold_up_the_next() {
        // Given
        told("P1", "9", VisitDutyState.OVERDUE, "2026-10-01", clock.instant().minus(Duration.ofDays(30)));
        told("P2", "x", VisitDutyState.OVERDUE, "2026-11-22", until);
        told("P3", 1, VisitDutyState.VISIT_DUTY_STATE_UNSPECIFIED);
        told("P4", 1, VisitDutyState.OVERDUE);

        // When
        follow();

        // Then
        awaitAsked(2);
        assertThat(attentions()).containsExactly("overdueVisits/zone-Z7/2026-11-22 untaken 1");
        assertThat(rows("select duty from overdue_visit"))
                .containsExactly("visitDuties/must_patrol_point-P4/2026-11-22");
        assertThat(rows("select resource || ' ' || reason from passed_over"))
                .containsExactly("visitDuties/must_patrol_point-P2/2026-11-22 INVALID_FIELD");
    }
}
