package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose an incident is, and what those may do who are only sent to it. */
class IncidentOwnershipIT extends DispatchScenario {

    private static Incident locate(Desk teller, Incident incident, boolean choose) {
        return teller.incidents
                .addIncidentLocation(AddIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setLocation(Desk.riverBank())
                        .setChoose(choose)
                        .build())
                .getIncident();
    }

    private Incident takeOver(Incident incident, String who) {
        return new Desk(harness.channelOf(who, Role.COMMANDER))
                .incidents
                .takeOverIncident(TakeOverIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .build())
                .getIncident();
    }

    @Test
    void a_crew_tells_about_the_place_of_the_incident_that_it_is_sent_to() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order sent = desk().send(incident, "units/boat-1");

        // When
        Incident located = locate(unit("units/boat-1"), desk().now(incident), true);

        // Then
        assertThat(located.getLocationsList()).extracting(Location::getChosen).containsExactly(false, true);
        assertThat(located.getLocations(1).getGivenBy()).isEqualTo("tester-units/boat-1");
        assertThat(sent.getState()).isEqualTo(Order.State.SENT);
    }

    @Test
    void a_crew_that_is_not_sent_to_an_incident_cannot_move_it() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cleared = desk().clear(desk().send(incident, "units/boat-1"));
        Incident now = desk().now(incident);

        // When
        StatusRuntimeException was = refused(() -> locate(unit("units/boat-1"), now, true));
        StatusRuntimeException never = refused(() -> locate(unit("units/boat-2"), now, false));

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(List.of(was, never))
                .allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED));
        assertThat(metadataOf(never)).containsEntry("unit", "units/boat-2");
        assertThat(textOf(never)).contains("no open order", incident.getName());
        assertThat(desk().now(incident)).isEqualTo(now);
    }

    @Test
    void who_takes_an_incident_over_takes_its_open_orders_over() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        List<Order> sent = desk().send(units(incident, "units/boat-1", "units/car-1"));
        Order cleared = desk().clear(sent.getFirst());

        // When
        Incident taken = takeOver(desk().now(incident), "li");

        // Then
        Order open = desk().now(sent.getLast());
        assertThat(taken.getOwner()).isEqualTo("li");
        assertThat(open.getOwner()).isEqualTo("li");
        assertThat(open.getNextDeadlineAt()).isEqualTo(sent.getLast().getNextDeadlineAt());
        assertThat(open.getEtag()).isNotEqualTo(sent.getLast().getEtag());
        assertThat(told(open.getName())).endsWith("order.sent", "order.taken_over");
        assertThat(deadlines(open.getName())).containsExactly("order.acknowledge");
        assertThat(desk().now(cleared)).isEqualTo(cleared);
    }
}
