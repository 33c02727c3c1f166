package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Complaint;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OpenComplaintRequest;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.runtime.caller.Role;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is practised stands in no counter; the same in earnest does. */
class DrillCountersIT extends DispatchScenario {

    private Map<String, Double> counters() {
        Map<String, Double> counters = new TreeMap<>();
        for (Meter meter : dispatch.meters().getMeters()) {
            if (meter instanceof Counter counter && counter.count() > 0) {
                counters.put(meter.getId().getName() + meter.getId().getTags(), counter.count());
            }
        }
        return counters;
    }

    private void merge(boolean drill) {
        Incident one = desk().open(anIncident("traffic_collision").setDrill(drill));
        Incident other = desk().open(anIncident("traffic_collision").setDrill(drill));
        Incident merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(one.getName())
                        .setEtag(one.getEtag())
                        .setInto(other.getName())
                        .setIntoEtag(other.getEtag())
                        .setReason("the same bridge")
                        .build())
                .getIncident();
        var ignored = desk().duplicates
                .unmergeIncident(UnmergeIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(merged.getName())
                        .setEtag(merged.getEtag())
                        .setReason("there are two bridges")
                        .build());
    }

    private void offer(boolean drill, Duration time, boolean away) {
        dispatch.partners().away = away;
        Call call = desk().take(aCall().setDrill(drill));
        var ignored = desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(call.getName())
                        .setCallEtag(call.getEtag())
                        .setPartner("agencies/12345")
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build());
        int handled = pass(1) + pass(time);
        dispatch.partners().away = false;
        assertThat(handled).isPositive();
    }

    private void propose(boolean drill) {
        Incident incident = desk().open(anIncident("drowning").setDrill(drill));
        var ignored = desk().reviews
                .proposeEnding(ProposeEndingRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setIncidentEtag(incident.getEtag())
                        .setOutcome(IncidentOutcome.CALLED_OFF)
                        .setRationale("the caller rang again")
                        .build());
        assertThat(pass(Duration.ofMinutes(10)) + pass(Duration.ofMinutes(30))).isPositive();
    }

    private void complain(boolean drill) {
        Incident incident = desk().open(anIncident("theft").setDrill(drill));
        var ignored = new Desk(harness.channelOf("li", Role.CALL_TAKER))
                .complaints.openComplaint(OpenComplaintRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setCategory(Complaint.Category.SLOWNESS)
                        .setText("waited an hour")
                        .build());
        assertThat(pass(Duration.ofHours(24))).isPositive();
    }

    private void anEvening(boolean drill) {
        merge(drill);
        offer(drill, Duration.ofSeconds(120), true);
        offer(drill, Duration.ofMinutes(7), false);
        propose(drill);
        complain(drill);
    }

    @Test
    void an_exercise_is_counted_nowhere_and_the_same_evening_in_earnest_is() {
        // Given
        anEvening(true);
        Map<String, Double> afterDrill = counters();

        // When
        anEvening(false);

        // Then
        assertThat(afterDrill).isEmpty();
        assertThat(counters().keySet())
                .anyMatch(name -> name.startsWith("qipan.incidents.merged"))
                .anyMatch(name -> name.startsWith("qipan.incidents.unmerged"))
                .anyMatch(name -> name.startsWith("qipan.transfers.kept") && name.contains("undeliverable"))
                .anyMatch(name -> name.startsWith("qipan.transfers.kept") && name.contains("undecided"))
                .anyMatch(name -> name.startsWith("qipan.proposals.overdue") && name.contains("escalated"))
                .anyMatch(name -> name.startsWith("qipan.proposals.overdue") && name.contains("lapsed"))
                .anyMatch(name -> name.startsWith("qipan.complaints.overdue"));
    }
}
