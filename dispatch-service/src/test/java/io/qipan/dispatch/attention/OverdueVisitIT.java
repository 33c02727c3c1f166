package io.qipan.dispatch.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Attention.State;
import io.qipan.proto.dispatch.v1.Attention.Urgency;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.proto.patrol.v1.VisitPeriod;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Visits that nobody made in time, from the feed of patrol-service to the queue here. */
class OverdueVisitIT extends AttentionScenario {
    private static final String ROUND = "overdueVisits/zone-Z7/2026-11";
    private static final String LOOK = "overdue_visits.look";
    private static final Duration REMIND = Duration.ofDays(1);
    private static final Duration KEEP = Duration.ofDays(7);

    private final Instant until = clock.instant().plus(Duration.ofDays(3));

    private static VisitDuty duty(String point, int version, VisitDutyState state, Instant until) {
        return VisitDuty.newBuilder()
                .setName("visitDuties/must_patrol_point-" + point + "/2026-11")
                .setFeature("gridFeatures/must_patrol_point-" + point)
                .setZone("gridFeatures/zone-Z7")
                .setPeriod(VisitPeriod.newBuilder().setCode("2026-11").setUntil(Times.message(until)))
                .setState(state)
                .setNeeded(1)
                .setEtag(Integer.toString(version))
                .build();
    }

    private boolean told(VisitDuty duty) {
        return DATABASE.unitOfWork()
                .run("system:test", () -> dispatch.visits().takeVisitNews().take(duty));
    }

    private boolean told(String point, int version, VisitDutyState state) {
        return told(duty(point, version, state, until));
    }

    @Test
    void what_is_overdue_in_a_zone_and_a_period_is_one_thing_with_an_owner_and_a_deadline() {
        // Given
        assertThat(told("P1", 3, VisitDutyState.OVERDUE)).isTrue();

        // When
        boolean news = told("P2", 2, VisitDutyState.OVERDUE);

        // Then
        assertThat(news).isTrue();
        Attention attention = only(Kind.VISITS_OVERDUE);
        assertThat(attention.getResource()).isEqualTo(ROUND);
        assertThat(attention.getOwner()).isEqualTo("desk:command");
        assertThat(attention.getUrgency()).isEqualTo(Urgency.LOW);
        assertThat(attention.getTimes()).isEqualTo(2);
        assertThat(attention.getDrill()).isFalse();
        assertThat(attention.hasNextDeadlineAt()).isTrue();
        assertThat(attention.getText())
                .contains("2 places", "zone-Z7", "2026-11", "visitDuties/must_patrol_point-P1/2026-11");
        assertThat(deadlines(ROUND)).containsExactly(LOOK);
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .filteredOn(work -> work.getResource().equals(ROUND))
                .extracting(OpenWork::getOwner)
                .containsExactly("desk:command");
    }

    @Test
    void without_a_zone_it_is_one_thing_too() {
        // Given
        VisitDuty nowhere = duty("P1", 2, VisitDutyState.OVERDUE, until).toBuilder()
                .clearZone()
                .build();

        // When
        boolean news = told(nowhere);

        // Then
        assertThat(news).isTrue();
        assertThat(only(Kind.VISITS_OVERDUE).getResource()).isEqualTo("overdueVisits/no-zone/2026-11");
    }

    @Test
    void told_by_several_replicas_at_once_it_counts_once() {
        // Given
        VisitDuty overdue = duty("P1", 3, VisitDutyState.OVERDUE, until);
        List<Future<Boolean>> told = new ArrayList<>();

        // When
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                told.add(replicas.submit(() -> told(overdue)));
            }
        }

        // Then
        assertThat(told.stream().map(Future::resultNow)).containsOnlyOnce(true);
        assertThat(only(Kind.VISITS_OVERDUE).getTimes()).isEqualTo(1);
    }

    @Test
    void it_is_gone_when_all_were_made_or_are_not_asked_for_and_an_older_state_does_not_bring_it_back() {
        // Given
        VisitDuty overdue = duty("P1", 3, VisitDutyState.OVERDUE, until);
        assertThat(told(overdue)).isTrue();
        assertThat(told("P2", 2, VisitDutyState.OVERDUE)).isTrue();
        Attention attention = only(Kind.VISITS_OVERDUE);
        assertThat(told("P1", 4, VisitDutyState.MET)).isTrue();
        int half = pass(1);
        assertThat(now(attention).getState()).as("one is missing still").isEqualTo(State.UNTAKEN);

        // When
        boolean news = told("P2", 3, VisitDutyState.WITHDRAWN);
        boolean older = told(overdue);
        int ignored = pass(1);

        // Then
        assertThat(half).isZero();
        assertThat(List.of(news, older)).containsExactly(true, false);
        assertThat(now(attention).getState()).isEqualTo(State.SETTLED);
        assertThat(of(Kind.VISITS_OVERDUE)).isEmpty();
    }

    @Test
    void what_somebody_has_settled_comes_back_while_the_period_lasts_and_not_after_it() {
        // Given
        assertThat(told("P1", 3, VisitDutyState.OVERDUE)).isTrue();
        Attention settled = settle(desk(), only(Kind.VISITS_OVERDUE));
        int early = pass(REMIND.minusSeconds(1));
        int reminded = pass(1);
        Attention again = only(Kind.VISITS_OVERDUE);
        assertThat(settle(desk(), again).getState()).isEqualTo(State.SETTLED);
        int second = pass(REMIND);
        assertThat(settle(desk(), only(Kind.VISITS_OVERDUE)).getState()).isEqualTo(State.SETTLED);

        // When
        int over = pass(REMIND);

        // Then
        assertThat(early).isZero();
        assertThat(again.getName()).isNotEqualTo(settled.getName());
        assertThat(List.of(reminded, second, over)).allMatch(handled -> handled > 0);
        assertThat(of(Kind.VISITS_OVERDUE)).isEmpty();
        assertThat(deadlines(ROUND)).containsExactly(LOOK);
    }

    @Test
    void what_was_missed_in_a_period_is_work_for_a_week_after_it_and_then_forgotten() {
        // Given
        assertThat(told(duty("P1", 3, VisitDutyState.OVERDUE, clock.instant()))).isTrue();
        Attention attention = only(Kind.VISITS_OVERDUE);
        int before = pass(KEEP.minusSeconds(1));
        assertThat(now(attention).getState()).isEqualTo(State.UNTAKEN);

        // When
        int handled = pass(1);

        // Then
        int ignored = pass(1);
        assertThat(before).as("who owns it is reminded").isPositive();
        assertThat(handled).isPositive();
        assertThat(now(attention).getState()).isEqualTo(State.SETTLED);
        assertThat(deadlines(ROUND)).isEmpty();
        assertThat(rows("select duty from overdue_visit union all select name from overdue_visit_round"))
                .isEmpty();
    }

    @Test
    void one_whose_deadline_is_lost_is_found_by_the_sweep_and_waits_as_long_as_before() {
        // Given
        assertThat(told("P1", 3, VisitDutyState.OVERDUE)).isTrue();
        DATABASE.execute("delete from deadline where kind = '" + LOOK + "'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(ROUND);
        assertThat(only(Kind.DEADLINE_LOST).getResource()).isEqualTo(ROUND);
        int ignored = pass(0);
        assertThat(only(Kind.VISITS_OVERDUE).getTimes()).isEqualTo(1);
        assertThat(deadlines(ROUND)).containsExactly(LOOK);
    }

    @Test
    void what_was_never_overdue_is_not_kept() {
        // When
        boolean news = told("P1", 3, VisitDutyState.DUE);

        // Then
        assertThat(news).isFalse();
        assertThat(rows("select name from overdue_visit_round")).isEmpty();
        assertThat(of(Kind.VISITS_OVERDUE)).isEmpty();
    }

    @Test
    void news_of_other_visits_does_not_put_off_when_it_is_told_again() {
        // Given
        assertThat(told("P1", 3, VisitDutyState.OVERDUE)).isTrue();
        int ignored = pass(Duration.ofHours(10));
        assertThat(told("P2", 2, VisitDutyState.OVERDUE)).isTrue();
        ignored = pass(Duration.ofHours(10));
        assertThat(told("P2", 3, VisitDutyState.MET)).isTrue();
        ignored = pass(Duration.ofHours(4).minusSeconds(1));
        long before = only(Kind.VISITS_OVERDUE).getTimes();

        // When
        ignored = pass(1);

        // Then
        assertThat(before).as("each fell overdue once").isEqualTo(2);
        assertThat(only(Kind.VISITS_OVERDUE).getTimes()).isEqualTo(3);
        assertThat(rows("select (due_at = next_deadline_at)::text from deadline"
                        + " join overdue_visit_round on name = subject where kind = '" + LOOK + "'"))
                .containsExactly("true");
    }

    @Test
    void what_falls_overdue_after_all_was_made_has_its_full_time() {
        // Given
        assertThat(told("P1", 3, VisitDutyState.OVERDUE)).isTrue();
        clock.advance(Duration.ofHours(10));
        assertThat(told("P1", 4, VisitDutyState.MET)).isTrue();
        clock.advance(Duration.ofHours(10));

        // When
        boolean news = told("P2", 2, VisitDutyState.OVERDUE);

        // Then
        assertThat(news).isTrue();
        assertThat(rows("select extract(epoch from due_at)::bigint::text from deadline where kind = '" + LOOK + "'"))
                .containsExactly(Long.toString(clock.instant().plus(REMIND).getEpochSecond()));
    }
}
