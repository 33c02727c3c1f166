package io.qipan.dispatch.followup;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionRequest;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SatisfactionIT extends FollowUpScenario {
    private static final Duration MONTH = Duration.ofDays(30);

    private SummarizeSatisfactionResponse summary(Instant from, Instant until) {
        return desk().followUps
                .summarizeSatisfaction(SummarizeSatisfactionRequest.newBuilder()
                        .setFrom(Times.message(from))
                        .setUntil(Times.message(until))
                        .build());
    }

    @Test
    void every_incident_that_ended_is_in_one_count() {
        // Given
        Instant from = clock.instant();
        answer(asked(), "1");
        answer(asked(), "1");
        answer(asked(), "2");
        answer(asked(), "3");
        FollowUp unanswered = asked();
        pass(ANSWER_WITHIN);
        messages.isSetUp = false;
        FollowUp notCalled = toCall();
        pass(ANSWER_WITHIN);
        answer(asked(), "what?");
        desk().end(desk().open(anIncidentOf(desk().take(aCall().setDrill(true)), "theft")
                .setDrill(true)));
        ended(aCall(), "drowning");
        ended(aCall().setCallerId(""), "theft");
        pass(AFTER);
        ended();
        Instant until = clock.instant().plusSeconds(1);

        // When
        SummarizeSatisfactionResponse summary = summary(from, until);

        // Then
        assertThat(now(unanswered).getState()).isEqualTo(FollowUp.State.UNANSWERED);
        assertThat(now(notCalled).getState()).isEqualTo(FollowUp.State.NOT_CALLED);
        assertThat(summary.getSatisfaction()).isEqualTo(2.5 / 4);
        assertThat(summary)
                .isEqualTo(SummarizeSatisfactionResponse.newBuilder()
                        .setSatisfaction(2.5 / 4)
                        .setN(4)
                        .setSatisfied(2)
                        .setBasicallySatisfied(1)
                        .setDissatisfied(1)
                        .setUnanswered(1)
                        .setNotCalled(1)
                        .setOpen(2)
                        .setLifeRisk(1)
                        .setUnreachable(1)
                        .setDrills(1)
                        .setDefinitionEnglish(summary.getDefinitionEnglish())
                        .setDefinitionChinese(summary.getDefinitionChinese())
                        .build());
        assertThat(summary.getDefinitionEnglish()).contains("basically satisfied / 2");
        assertThat(summary(until, until.plus(MONTH)).getN()).isZero();
        assertThat(summary(from.minus(MONTH), from).getSatisfaction()).isZero();
    }

    /** Dongguan, February 2019: 21,882 messages, 7,781 answers that count, reported as 88.93 %. */
    @Test
    void the_published_figure_comes_out_of_its_three_numbers() {
        // Given
        FollowUp one = toCall();
        DATABASE.execute("""
                with told as (
                    insert into incident (id, number, version, state, type, priority, summary, locations, owner,
                        opened_at, act_at, ended_at, outcome, rationale, drill, recorded_at)
                    select gen_random_uuid(), 'X' || n, 1, 'ended', 'theft', 'P3', '', '[]', 'wang', at, at, at,
                        'RESOLVED', 'done', false, at
                    from generate_series(1, 21882) n, (select '2019-02-10T00:00:00Z'::timestamptz as at) t
                    returning id, substring(number from 2)::int as n, ended_at as at)
                insert into follow_up (id, version, state, incident_id, call_id, owner, opened_at, overdue, rating,
                    rated_at, text, note, over_at)
                select gen_random_uuid(), 1, case when n <= 7781 then 'done' else 'unanswered' end, id,
                    '%s', 'wang', at, false,
                    case when n <= 6554 then 'SATISFIED' when n <= 6554 + 731 then 'BASICALLY_SATISFIED'
                         when n <= 7781 then 'DISSATISFIED' end,
                    case when n <= 7781 then at end, '', '', at
                from told""".formatted(one.getCall().substring("calls/".length())));

        // When
        SummarizeSatisfactionResponse summary =
                summary(Instant.parse("2019-02-01T00:00:00Z"), Instant.parse("2019-03-01T00:00:00Z"));

        // Then
        assertThat(summary.getSatisfaction()).isCloseTo(0.8893, within(0.00005));
        assertThat(summary.getN()).isEqualTo(7_781);
        assertThat(summary.getUnanswered()).isEqualTo(21_882 - 7_781);
    }

    @Test
    void a_period_has_a_beginning_before_its_end() {
        // Given
        Instant now = clock.instant();

        // When
        var refusal = refused(() -> summary(now, now));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
    }
}
