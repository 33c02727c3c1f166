package io.qipan.dispatch.oversight;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.ExclusionDefinition;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The figures are computed by hand from the definition in the contract. */
class CallProcessingIT extends DispatchScenario {
    private int calls;

    private Call answeredAt(Instant at, boolean drill) {
        return desk().take(aCall().setReceivedAt(Times.message(at))
                .setExternalReference("ref/" + ++calls)
                .setDrill(drill));
    }

    /** A call that was answered an hour ago and whose incident got its first order so many seconds later. */
    private Incident processed(double seconds, boolean drill) {
        Instant answered = clock.instant().minusSeconds(3_600);
        Incident incident = desk().open(anIncidentOf(answeredAt(answered, drill), "theft"));
        Instant sentAt = answered.plusMillis(Math.round(seconds * 1_000));
        boolean ignored = desk().send(units(incident, "units/u" + calls).setSentAt(Times.message(sentAt)))
                .isEmpty();
        return desk().now(incident);
    }

    private SummarizeCallProcessingResponse summarize(SummarizeCallProcessingRequest.Builder request) {
        return desk().oversight.summarizeCallProcessing(request.build());
    }

    @Test
    void ten_calls_are_summarized_as_by_hand() {
        // Given
        for (double seconds : new double[] {600, 10, 60, 20.5, 250, 61, 30, 100, 200, 300}) {
            Incident ignored = processed(seconds, false);
        }

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then: sorted 10 20.5 30 60 61 100 200 250 300 600, the sum is 1631.5, ranks are ceil(10 * share)
        assertThat(summary.getN()).isEqualTo(10);
        assertThat(summary.getMeanS()).isCloseTo(163.15, within(1e-9));
        assertThat(summary.getP50S()).isEqualTo(61);
        assertThat(summary.getP90S()).isEqualTo(300);
        assertThat(summary.getShareWithin60S()).isCloseTo(0.4, within(1e-9));
        assertThat(summary.getWithoutOrder()).isZero();
        assertThat(summary.getDefinition()).contains("without drills", "nearest-rank");
    }

    @Test
    void of_three_calls_the_median_is_the_second_and_p90_the_last() {
        // Given
        for (double seconds : new double[] {60, 10, 60.001}) {
            Incident ignored = processed(seconds, false);
        }

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(summary.getP50S()).isEqualTo(60);
        assertThat(summary.getP90S()).isCloseTo(60.001, within(1e-9));
        assertThat(summary.getShareWithin60S()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void the_first_order_counts_whichever_was_entered_first() {
        // Given
        Incident incident = processed(100, false);
        Instant earlier = clock.instant().minusSeconds(3_600).plusSeconds(40);
        boolean ignored = desk().send(units(incident, "units/second").setSentAt(Times.message(earlier)))
                .isEmpty();

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(summary.getN()).isEqualTo(1);
        assertThat(summary.getMeanS()).isEqualTo(40);
    }

    @Test
    void drills_attached_calls_and_calls_without_an_incident_do_not_count() {
        // Given
        Incident known = processed(30, false);
        Incident ignored = processed(5, true);
        Call attached = answeredAt(clock.instant(), false);
        ignored = desk().incidents
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(known.getName())
                        .setEtag(known.getEtag())
                        .setCall(attached.getName())
                        .build())
                .getIncident();
        Call advised = answeredAt(clock.instant(), false);
        advised = desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(advised.getName())
                        .setEtag(advised.getEtag())
                        .setOutcome(CallOutcome.CALLER_ADVISED)
                        .setRationale("knows now")
                        .build())
                .getCall();
        ignored = desk().open(anIncident("theft"));
        Call open = answeredAt(clock.instant(), false);

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(open.getState()).isEqualTo(Call.State.OPEN);
        assertThat(advised.getState()).isEqualTo(Call.State.ENDED);
        assertThat(summary.getN()).isEqualTo(1);
        assertThat(summary.getMeanS()).isEqualTo(30);
        assertThat(summary.getWithoutOrder()).isZero();
        assertThat(summary.getExcludedList())
                .extracting(excluded -> excluded.getReason() + " " + excluded.getCount())
                .containsExactly("EXERCISE 1", "UNDECIDED 1", "ATTACHED 1", "WITHOUT_INCIDENT 1");
        assertThat(summary.getExclusionsList())
                .extracting(ExclusionDefinition::getReason)
                .containsAll(summary.getExcludedList().stream()
                        .map(Excluded::getReason)
                        .toList());
    }

    @Test
    void calls_whose_units_were_not_sent_are_counted_apart() {
        // Given
        Incident ignored = desk().open(anIncidentOf(answeredAt(clock.instant(), false), "theft"));
        patrol.goAway();
        ignored = processed(20, false);

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(summary.getWithoutOrder()).isEqualTo(2);
        assertThat(summary.getN()).isZero();
        assertThat(summary.getMeanS()).isZero();
        assertThat(summary.getP50S()).isZero();
        assertThat(summary.getP90S()).isZero();
        assertThat(summary.getShareWithin60S()).isZero();
    }

    @Test
    void what_is_no_value_is_counted_so_that_nothing_of_the_period_is_left_out() {
        // Given
        Incident ignored = processed(20, false);
        ignored = processed(-5, false);
        ignored = desk().end(desk().open(anIncidentOf(answeredAt(clock.instant(), false), "theft")));

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(summary.getN()).isEqualTo(1);
        assertThat(summary.getContradictory()).isEqualTo(1);
        assertThat(summary.getGivenUp()).isEqualTo(1);
        assertThat(summary.getWithoutOrder()).isZero();
        assertThat(summary.getExcludedList()).isEmpty();
    }

    @Test
    void with_patrol_away_a_call_takes_until_its_unit_is_really_sent() {
        // Given
        Incident incident = desk().open(anIncidentOf(answeredAt(clock.instant(), false), "theft"));
        patrol.goAway();
        Order requested = desk().send(incident, "units/boat-1");
        patrol.comeBack();
        pass(1_200);

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(desk().now(requested).getState()).isEqualTo(Order.State.SENT);
        assertThat(summary.getMeanS()).isEqualTo(1_200);
    }

    @Test
    void with_patrol_away_a_unit_that_was_sent_before_counts_from_then() {
        // Given
        patrol.goAway();
        Incident incident = processed(40, false);
        patrol.comeBack();
        pass(1_200);

        // When
        SummarizeCallProcessingResponse summary = summarize(SummarizeCallProcessingRequest.newBuilder());

        // Then
        assertThat(incident.getState()).isEqualTo(Incident.State.ACTIVE);
        assertThat(summary.getMeanS()).isEqualTo(40);
    }

    @Test
    void a_period_begins_with_its_first_instant_and_ends_before_its_last_one() {
        // Given
        Instant answered = clock.instant().minusSeconds(3_600);
        Incident ignored = processed(30, false);
        SummarizeCallProcessingRequest.Builder from =
                SummarizeCallProcessingRequest.newBuilder().setFrom(Times.message(answered));
        SummarizeCallProcessingRequest.Builder until =
                SummarizeCallProcessingRequest.newBuilder().setUntil(Times.message(answered));

        // When
        long inclusive = summarize(from).getN();
        long exclusive = summarize(until).getN();

        // Then
        assertThat(inclusive).isEqualTo(1);
        assertThat(exclusive).isZero();
    }

    @Test
    void a_prefix_of_the_reference_restricts_and_is_no_pattern() {
        // Given
        Incident ignored = processed(30, false);

        // When
        long matching = summarize(SummarizeCallProcessingRequest.newBuilder().setOptionalReferencePrefix("ref/"))
                .getN();
        long wildcard = summarize(SummarizeCallProcessingRequest.newBuilder().setOptionalReferencePrefix("%"))
                .getN();

        // Then
        assertThat(matching).isEqualTo(1);
        assertThat(wildcard).isZero();
    }
}
