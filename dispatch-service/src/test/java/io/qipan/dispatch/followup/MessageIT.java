package io.qipan.dispatch.followup;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.FollowUp.State;
import io.qipan.proto.dispatch.v1.GetFollowUpRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MessageGatewayServiceGrpc;
import io.qipan.proto.dispatch.v1.Rating;
import io.qipan.proto.dispatch.v1.ReportAnswerRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking by message: what goes out, what comes back, and what happens when nothing does. */
class MessageIT extends FollowUpScenario {

    @Test
    void the_caller_is_asked_once_some_time_after_the_end() {
        // Given
        messages.isSetUp = true;
        Incident incident = ended();
        pass(AFTER.minusSeconds(1));
        assertThat(messages.taken).isEmpty();

        // When
        pass(1);
        pass(60);

        // Then
        FollowUp followUp = followUpsOf(incident).getFirst();
        assertThat(followUp.getState()).isEqualTo(State.SENT);
        assertThat(followUp.getOwner()).isEqualTo("wang");
        assertThat(messages.handedOver).isEqualTo(1);
        assertThat(messages.taken.get(messageId(followUp))).satisfies(message -> {
            assertThat(message.number()).isEqualTo("13900000000");
            assertThat(message.text()).contains(incident.getNumber()).contains("1满意");
        });
        assertThat(told(followUp.getName())).containsExactly("follow_up.opened", "follow_up.sent");
        assertThat(deadlines(followUp.getName())).containsExactly("follow_up.look");
        assertThat(rows("select reason from journal where action = 'call.caller_shown'"))
                .containsExactly("To the gateway for messages with " + followUp.getName());
        assertThat(rows("select t::text from follow_up t union all select t::text from journal t"))
                .noneMatch(row -> row.contains("13900000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, SATISFIED, DONE",
        "' 2 ', BASICALLY_SATISFIED, DONE",
        "３, DISSATISFIED, TO_CALL_BACK",
        "3 stars, RATING_UNSPECIFIED, TO_READ"
    })
    void an_answer_is_a_rating_or_is_read_by_a_person(String text, Rating rating, State state) {
        // Given
        FollowUp asked = asked();

        // When
        answer(asked, text);

        // Then
        assertThat(now(asked).getRating()).isEqualTo(rating);
        assertThat(now(asked).getState()).isEqualTo(state);
        assertThat(now(asked).getText()).isEqualTo(rating == Rating.RATING_UNSPECIFIED ? text : "");
        assertThat(deadlines(asked.getName())).isEqualTo(state == State.DONE ? List.of() : List.of("follow_up.look"));
    }

    @Test
    void what_is_told_twice_happens_once_and_the_first_rating_counts() {
        // Given
        FollowUp asked = asked();
        receipt(asked, true);
        receipt(asked, true);
        answer(asked, "3");
        answer(asked, "3");

        // When
        answer(asked, "1");

        // Then
        assertThat(told(asked.getName()))
                .containsExactly(
                        "follow_up.opened",
                        "follow_up.sent",
                        "follow_up.delivered",
                        "follow_up.rated",
                        "follow_up.answered");
        assertThat(now(asked).getRating()).isEqualTo(Rating.DISSATISFIED);
        assertThat(now(asked).getText()).isEqualTo("1");
        assertThat(now(asked).hasDeliveredAt()).isTrue();
    }

    @Test
    void without_an_answer_it_ends_and_a_late_one_still_counts() {
        // Given
        FollowUp asked = asked();
        pass(ANSWER_WITHIN);
        State before = now(asked).getState();

        // When
        answer(asked, "3");

        // Then
        assertThat(before).isEqualTo(State.UNANSWERED);
        assertThat(now(asked).getState()).isEqualTo(State.TO_CALL_BACK);
        assertThat(now(asked).hasOverAt()).isFalse();
    }

    @Test
    void a_dissatisfied_caller_waits_since_the_answer_however_late_the_gateway_tells_it() {
        // Given
        FollowUp asked = asked();
        Instant said = clock.instant();
        clock.advance(Duration.ofHours(3));

        // When
        var ignored = gateway()
                .reportAnswer(ReportAnswerRequest.newBuilder()
                        .setRequestId(newId())
                        .setMessageId(messageId(asked))
                        .setText("3")
                        .setOccurredAt(Times.message(said))
                        .build());

        // Then
        assertThat(now(asked).getState()).isEqualTo(State.TO_CALL_BACK);
        assertThat(Times.instant(now(asked).getNextDeadlineAt())).isEqualTo(said.plus(CALL_BACK_WITHIN));
    }

    @Test
    void a_gateway_that_was_away_gets_the_message_when_it_is_back() {
        // Given
        messages.away = true;
        FollowUp waiting = asked();
        pass(60);

        // When
        messages.away = false;
        pass(60);

        // Then
        assertThat(waiting.getState()).isEqualTo(State.QUEUED);
        assertThat(deadlines(waiting.getName())).containsExactly("follow_up.look");
        assertThat(now(waiting).getState()).isEqualTo(State.SENT);
        assertThat(messages.taken).hasSize(1);
    }

    @Test
    void a_message_whose_receipt_was_lost_is_handed_over_again_as_the_same() {
        // Given
        messages.losesAnswers = true;
        FollowUp waiting = asked();

        // When
        messages.losesAnswers = false;
        pass(60);

        // Then
        assertThat(now(waiting).getState()).isEqualTo(State.SENT);
        assertThat(messages.handedOver).isEqualTo(2);
        assertThat(messages.taken).hasSize(1);
    }

    @Test
    void a_caller_who_answers_before_we_know_that_it_was_sent_has_answered() {
        // Given
        messages.whileTaking = () -> answer(queued(), "1");

        // When
        FollowUp asked = asked();

        // Then
        assertThat(asked.getState()).isEqualTo(State.DONE);
        assertThat(deadlines(asked.getName())).isEmpty();
    }

    @Test
    void a_receipt_that_overtakes_our_knowing_that_it_was_taken_is_that_news() {
        // Given
        messages.losesAnswers = true;
        messages.whileTaking = () -> receipt(queued(), true);

        // When
        FollowUp asked = asked();
        pass(60);

        // Then
        assertThat(now(asked).getState()).isEqualTo(State.SENT);
        assertThat(now(asked).hasDeliveredAt()).isTrue();
        assertThat(messages.handedOver).isEqualTo(1);
        assertThat(deadlines(asked.getName())).containsExactly("follow_up.look");
    }

    @Test
    void a_gateway_that_is_away_for_long_is_asked_ever_more_seldom() {
        // Given
        messages.away = true;
        FollowUp waiting = asked();

        // When
        for (int minute = 0; minute < 600; minute++) {
            pass(60);
        }

        // Then
        assertThat(now(waiting).getState()).isEqualTo(State.QUEUED);
        assertThat(dispatch.meters().counter("qipan.messages", "how", "away").count())
                .isBetween(20.0, 60.0);
        assertThat(rows("select reason from journal where action = 'call.caller_shown'"))
                .as("the gateway may have read the number")
                .hasSize(1);
    }

    private FollowUp queued() {
        return FollowUp.newBuilder()
                .setName("followUps/" + rows("select id::text from follow_up").getFirst())
                .build();
    }

    @Test
    void what_no_message_reaches_a_person_has_to_call_and_the_time_for_it_ends() {
        // Given
        FollowUp failed = asked();
        receipt(failed, false);
        messages.refuses = true;
        FollowUp refused = asked();
        messages.refuses = false;
        messages.away = true;
        FollowUp never = asked();
        List<State> before = List.of(
                now(failed).getState(), now(refused).getState(), now(never).getState());

        // When
        pass(ANSWER_WITHIN);

        // Then
        assertThat(before).containsExactly(State.TO_CALL, State.TO_CALL, State.QUEUED);
        assertThat(now(failed).getState()).isEqualTo(State.NOT_CALLED);
        assertThat(now(failed).getNote()).contains("switched off");
        assertThat(now(refused).getNote()).isEqualTo("No such number");
        assertThat(now(refused).getState()).isEqualTo(State.NOT_CALLED);
        assertThat(now(never).getState()).isEqualTo(State.TO_CALL);
        assertThat(now(never).getNote()).contains("in time");
        assertThat(dispatch.meters()
                        .counter("qipan.messages", "how", "undeliverable")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_number_that_was_erased_meanwhile_is_not_sent() {
        // Given
        messages.away = true;
        FollowUp waiting = asked();
        DATABASE.execute("update caller_number set key_id = 'gone'");
        messages.away = false;

        // When
        pass(60);

        // Then
        assertThat(messages.taken).isEmpty();
        assertThat(now(waiting).getState()).isEqualTo(State.TO_CALL);
        assertThat(now(waiting).getNote()).contains("erased");
    }

    @Test
    void only_the_gateway_tells_of_messages_and_it_sees_nothing_else() {
        // Given
        FollowUp asked = asked();
        var dispatcher = MessageGatewayServiceGrpc.newBlockingStub(harness.channelOf("wang", Role.DISPATCHER));
        Desk sms = new Desk(harness.channelOf("sms", Role.GATEWAY));
        ReportAnswerRequest answer = ReportAnswerRequest.newBuilder()
                .setRequestId(newId())
                .setMessageId(messageId(asked))
                .setText("1")
                .build();

        // When
        List<Reason> reasons = List.of(
                reasonOf(refused(() -> dispatcher.reportAnswer(answer))),
                reasonOf(refused(() -> sms.followUps.getFollowUp(
                        GetFollowUpRequest.newBuilder().setName(asked.getName()).build()))),
                reasonOf(refused(() -> gateway()
                        .reportAnswer(answer.toBuilder().setMessageId(newId()).build()))),
                reasonOf(refused(() -> gateway()
                        .reportAnswer(answer.toBuilder()
                                .setOccurredAt(Times.message(clock.instant().plus(AFTER)))
                                .build()))));

        // Then
        assertThat(reasons)
                .containsExactly(Reason.ACCESS_DENIED, Reason.ACCESS_DENIED, Reason.NOT_FOUND, Reason.TIME_IN_FUTURE);
        assertThat(now(asked)).isEqualTo(asked);
    }
}
