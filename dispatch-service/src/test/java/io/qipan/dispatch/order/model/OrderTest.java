package io.qipan.dispatch.order.model;

import static io.qipan.dispatch.Places.NOW;
import static io.qipan.dispatch.order.model.Sample.LATER;
import static io.qipan.dispatch.order.model.Sample.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    @Test
    void a_new_order_has_been_requested_and_nothing_else() {
        // When
        Order order = Sample.requested();

        // Then
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.milestones())
                .containsExactly(new Milestone("requested", NOW, NOW.plusSeconds(1), false, false, "tester", false));
        assertThat(order.sentAt()).isEmpty();
    }

    @Test
    void it_was_sent_when_the_sender_says_so() {
        // Given
        Order order = Sample.requested();

        // When
        Order sent = order.reach(Step.SENT, report(-5), LATER).orRefuse();

        // Then
        assertThat(sent.sentAt()).contains(NOW.minusSeconds(5));
        assertThat(sent.isAt(Step.SENT)).isTrue();
    }

    @Test
    void a_time_before_an_earlier_milestone_is_kept_and_marked() {
        // Given
        Order onScene =
                Sample.at(Step.ON_SCENE).record("transport", report(600)).orRefuse();

        // When
        Order recorded = onScene.record("hospital", report(300)).orRefuse();

        // Then
        assertThat(recorded.milestones())
                .extracting(Milestone::kind)
                .containsExactly("requested", "transport", "hospital");
        assertThat(recorded.milestones()).extracting(Milestone::outOfOrder).containsExactly(false, false, true);
        assertThat(recorded.milestones().getLast().occurredAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void equal_times_are_in_order() {
        // Given
        Order order = Sample.requested();

        // When
        Order sent = order.reach(Step.SENT, report(0), LATER).orRefuse();

        // Then
        assertThat(sent.milestones()).noneMatch(Milestone::outOfOrder);
    }

    @Test
    void what_is_reported_after_the_end_is_late_and_changes_no_state() {
        // Given
        Order cleared =
                Sample.at(Step.ON_SCENE).end(End.CLEARED, "", report(900)).orRefuse();

        // When
        Order recorded = cleared.record("on_scene", report(500)).orRefuse();

        // Then
        assertThat(recorded.state()).isEqualTo(cleared.state());
        assertThat(recorded.version()).isEqualTo(cleared.version() + 1);
        assertThat(recorded.milestones().getLast())
                .isEqualTo(new Milestone(
                        "on_scene", NOW.plusSeconds(500), NOW.plusSeconds(501), true, true, "tester", false));
    }

    @ParameterizedTest
    @CsvSource({"SENT,on_scene", "ON_THE_WAY,on_scene", "ON_SCENE,cleared", "REQUESTED,cleared"})
    void a_step_still_to_come_is_not_merely_recorded(Step step, String kind) {
        // When
        Decision<Order> decision = Sample.at(step).record(kind, report(500));

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.ILLEGAL_TRANSITION));
    }

    @Test
    void it_ended_when_that_was_told_first() {
        // Given
        Order cleared =
                Sample.at(Step.ON_SCENE).end(End.CLEARED, "", report(900)).orRefuse();

        // When
        Order toldAgain = cleared.record("cleared", report(500)).orRefuse();

        // Then
        assertThat(toldAgain.endedAt()).contains(NOW.plusSeconds(900));
    }

    @Test
    void the_end_itself_is_not_late() {
        // When
        Order cleared =
                Sample.at(Step.ON_SCENE).end(End.CLEARED, "", report(900)).orRefuse();

        // Then
        assertThat(cleared.milestones()).noneMatch(Milestone::late);
    }

    @Test
    void a_voice_report_is_kept_as_one() {
        // When
        Order accepted = Sample.at(Step.SENT)
                .reach(Step.ACCEPTED, new Report(NOW, NOW, "wang", true), LATER)
                .orRefuse();

        // Then
        assertThat(accepted.milestones().getLast().byVoice()).isTrue();
        assertThat(accepted.milestones().getLast().reportedBy()).isEqualTo("wang");
    }

    @Test
    void steps_of_the_ladder_count_from_one() {
        // Given
        Order sent = Sample.at(Step.SENT);

        // When
        Order escalated = sent.escalate(Ladder.Action.ALERT_UNIT_AGAIN, NOW.plusSeconds(30), LATER)
                .then(order -> order.escalate(Ladder.Action.ALERT_OWNER, LATER, LATER))
                .orRefuse();

        // Then
        assertThat(escalated.escalations())
                .isEqualTo(List.of(
                        new Escalation(1, Ladder.Action.ALERT_UNIT_AGAIN, NOW.plusSeconds(30)),
                        new Escalation(2, Ladder.Action.ALERT_OWNER, LATER)));
    }

    @Test
    void there_is_an_end_to_what_is_recorded_but_not_to_steps() {
        // Given
        Order order = Sample.at(Step.ON_SCENE);
        while (order.milestones().size() < 500) {
            order = order.record("transport", report(600)).orRefuse();
        }

        // When
        Decision<Order> decision = order.record("transport", report(600));

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().message()).contains("500 milestones"));
        assertThat(order.end(End.CLEARED, "", report(900))).isInstanceOf(Decision.Granted.class);
    }
}
