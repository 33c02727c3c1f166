package io.qipan.dispatch.duplicate;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetIncidentGroupRequest;
import io.qipan.proto.dispatch.v1.GetIncidentGroupResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeIT extends DispatchScenario {

    private static MergeIncidentsRequest.Builder merging(Incident incident, Incident into) {
        return MergeIncidentsRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setEtag(incident.getEtag())
                .setInto(into.getName())
                .setIntoEtag(into.getEtag())
                .setReason("both callers stand at the same bridge");
    }

    private MergeIncidentsResponse merge(Incident incident, Incident into) {
        return desk().duplicates
                .mergeIncidents(merging(desk().now(incident), desk().now(into)).build());
    }

    private UnmergeIncidentResponse unmerge(Incident incident) {
        return desk().duplicates
                .unmergeIncident(UnmergeIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setReason("there are two bridges")
                        .build());
    }

    private GetIncidentGroupResponse group(Incident incident) {
        return desk().duplicates
                .getIncidentGroup(GetIncidentGroupRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
    }

    private Incident opened() {
        return desk().open(anIncident("traffic_collision"));
    }

    private static Incident withoutEtag(Incident incident) {
        return incident.toBuilder().clearEtag().build();
    }

    private static Order withoutEtag(Order order) {
        return order.toBuilder().clearEtag().build();
    }

    @Test
    void a_merged_incident_keeps_its_record_and_its_open_orders_go_on_under_the_other() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Order order = desk().send(one, "units/car-1");

        // When
        MergeIncidentsResponse merged = merge(one, other);

        // Then
        assertThat(merged.getMovedOrders()).isEqualTo(1);
        assertThat(merged.getIncident().getState()).isEqualTo(Incident.State.MERGED);
        assertThat(merged.getIncident().getMergedInto()).isEqualTo(other.getName());
        assertThat(merged.getIncident().hasNextDeadlineAt()).isFalse();
        assertThat(merged.getInto().getState()).isEqualTo(Incident.State.ACTIVE);
        Order moved = desk().now(order);
        assertThat(moved.getIncident()).isEqualTo(other.getName());
        assertThat(moved.getNextDeadlineAt()).isEqualTo(order.getNextDeadlineAt());
        assertThat(moved.getOwner()).isEqualTo(order.getOwner());
        assertThat(deadlines(one.getName())).isEmpty();
        assertThat(deadlines(other.getName())).containsExactly("incident.attend");
        assertThat(deadlines(order.getName())).containsExactly("order.acknowledge");
        assertThat(told(one.getName())).endsWith("incident.merged");
        assertThat(told(other.getName())).endsWith("incident.took_in");
        assertThat(told(order.getName())).endsWith("order.moved");
    }

    @Test
    void nothing_that_is_merged_is_open_work_and_nothing_else_is_left_out() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Order order = desk().send(one, "units/car-1");

        // When
        merge(one, other);

        // Then
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .containsExactlyInAnyOrder(other.getName(), order.getName());
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();
    }

    @Test
    void the_ladder_of_a_moved_order_goes_on_and_its_end_is_looked_at_under_the_root() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Order order = desk().send(one, "units/car-1");
        merge(one, other);

        // When
        List.of(30, 30, 60, 60).forEach(seconds -> pass(seconds));

        // Then
        assertThat(desk().now(order).getState()).isEqualTo(Order.State.TIMED_OUT);
        assertThat(told(other.getName())).endsWith("incident.overdue");
        assertThat(told(one.getName())).endsWith("incident.merged");
    }

    @Test
    void taken_apart_again_all_is_as_before() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Order order = desk().send(one, "units/car-1");
        Incident before = desk().now(one);
        Incident otherBefore = desk().now(other);
        merge(one, other);

        // When
        UnmergeIncidentResponse apart = unmerge(one);

        // Then
        assertThat(apart.getMovedOrders()).isEqualTo(1);
        assertThat(withoutEtag(desk().now(one))).isEqualTo(withoutEtag(before));
        assertThat(withoutEtag(desk().now(other))).isEqualTo(withoutEtag(otherBefore));
        assertThat(withoutEtag(desk().now(order))).isEqualTo(withoutEtag(order));
        assertThat(deadlines(order.getName())).containsExactly("order.acknowledge");
        pass(0);
        assertThat(told(one.getName())).endsWith("incident.unmerged", "incident.overdue");
        assertThat(told(other.getName())).endsWith("incident.let_go", "incident.overdue");
        assertThat(group(one).getUndoneList()).hasSize(1);
        assertThat(group(one).getRoot()).isEqualTo(one.getName());
    }

    @Test
    void that_the_last_unit_is_lost_is_not_forgotten_by_merging() {
        // Given
        Incident one = opened();
        Incident other = opened();
        desk().refuse(desk().send(one, "units/car-1"), "broken down");

        // When
        merge(one, other);

        // Then
        assertThat(desk().now(other).getState()).isEqualTo(Incident.State.NEW);
        pass(0);
        assertThat(told(other.getName())).endsWith("incident.took_in", "incident.overdue");
    }

    @Test
    void a_root_that_has_lost_its_last_unit_is_looked_at_too() {
        // Given
        Incident one = opened();
        Incident other = opened();
        desk().refuse(desk().send(other, "units/car-1"), "broken down");

        // When
        merge(one, other);

        // Then
        pass(0);
        assertThat(told(other.getName())).endsWith("incident.took_in", "incident.overdue");
    }

    @Test
    void an_order_that_was_over_when_they_were_taken_apart_comes_back_too() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Order order = desk().send(one, "units/car-1");
        merge(one, other);
        desk().refuse(desk().now(order), "broken down");

        // When
        unmerge(one);

        // Then
        Order back = desk().now(order);
        assertThat(back.getIncident()).isEqualTo(one.getName());
        assertThat(back.getState()).isEqualTo(Order.State.REFUSED);
    }

    @Test
    void what_came_for_the_root_meanwhile_stays_there() {
        // Given
        Incident one = opened();
        Incident other = opened();
        merge(one, other);
        Call call = desk().take(Desk.aCall());
        Incident attached = desk().incidents
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(other.getName())
                        .setEtag(desk().now(other).getEtag())
                        .setCall(call.getName())
                        .build())
                .getIncident();
        Order order = desk().send(attached, "units/car-2");

        // When
        unmerge(one);

        // Then
        assertThat(desk().now(other).getCallsList()).containsExactly(call.getName());
        assertThat(desk().now(order).getIncident()).isEqualTo(other.getName());
        assertThat(desk().now(other).getState()).isEqualTo(Incident.State.ACTIVE);
    }

    @Test
    void chains_resolve_to_one_root_and_a_middle_one_takes_its_own_out() {
        // Given
        Incident first = opened();
        Incident middle = opened();
        Incident last = opened();
        Order order = desk().send(first, "units/car-1");
        merge(first, middle);
        merge(middle, last);
        assertThat(group(first).getRoot()).isEqualTo(last.getName());
        assertThat(group(last).getMergesList()).hasSize(2);
        assertThat(desk().now(order).getIncident()).isEqualTo(last.getName());

        // When
        unmerge(middle);

        // Then
        assertThat(group(first).getRoot()).isEqualTo(middle.getName());
        assertThat(desk().now(order).getIncident()).isEqualTo(middle.getName());
        assertThat(desk().now(last).getState()).isEqualTo(Incident.State.NEW);
    }

    @Test
    void an_end_of_a_chain_is_taken_out_from_under_the_root() {
        // Given
        Incident first = opened();
        Incident middle = opened();
        Incident last = opened();
        Order order = desk().send(first, "units/car-1");
        merge(first, middle);
        merge(middle, last);

        // When
        unmerge(first);
        unmerge(middle);

        // Then
        assertThat(desk().now(order).getIncident()).isEqualTo(first.getName());
        assertThat(desk().now(middle).getState()).isEqualTo(Incident.State.ACTIVE);
        assertThat(deadlines(last.getName())).containsExactly("incident.attend");
    }

    @Test
    void a_merged_incident_refuses_work_and_names_its_root() {
        // Given
        Incident one = opened();
        Incident other = opened();
        Incident merged = merge(one, other).getIncident();

        // When
        StatusRuntimeException refusal = refused(() -> desk().send(Desk.units(merged, "units/car-1")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(refusal)).containsEntry("merged_into", other.getName());
    }

    @Test
    void a_more_urgent_incident_is_not_hidden_in_a_less_urgent_one() {
        // Given
        Incident life = desk().open(anIncident("drowning"));
        Incident other = opened();

        // When
        StatusRuntimeException refusal = refused(() -> merge(life, other));

        // Then
        assertThat(life.getPriority()).isEqualTo(Priority.P1);
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_MERGEABLE);
        assertThat(metadataOf(refusal)).containsEntry("why", "less_urgent");
        assertThat(merge(other, life).getInto().getPriority()).isEqualTo(Priority.P1);
    }

    @Test
    void an_exercise_is_not_made_one_with_something_real() {
        // Given
        Incident drill = desk().open(anIncident("traffic_collision").setDrill(true));
        Incident other = opened();

        // When
        StatusRuntimeException refusal = refused(() -> merge(drill, other));

        // Then
        assertThat(metadataOf(refusal)).containsEntry("why", "drill");
    }

    @Test
    void a_unit_with_open_orders_for_both_has_to_lose_one_first() {
        // Given
        Incident one = opened();
        Incident other = opened();
        desk().send(one, "units/car-1");
        patrol.goAway();
        Order second = desk().send(other, "units/car-1");
        patrol.comeBack();

        // When
        StatusRuntimeException refusal = refused(() -> merge(one, other));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.UNIT_ALREADY_ORDERED);
        assertThat(metadataOf(refusal)).containsEntry("order", second.getName());
        assertThat(desk().now(one).getState()).isEqualTo(Incident.State.ACTIVE);
    }

    @Test
    void no_service_and_no_call_taker_merges() {
        // Given
        Incident one = opened();
        Incident other = opened();

        // When
        List<Reason> reasons = List.of(Role.SERVICE, Role.CALL_TAKER, Role.ENGINEER, Role.UNIT).stream()
                .map(role -> reasonOf(refused(() -> new Desk(harness.channel(role))
                        .duplicates.mergeIncidents(merging(one, other).build()))))
                .toList();

        // Then
        assertThat(reasons).containsOnly(Reason.ACCESS_DENIED);
    }

    @Test
    void processing_times_are_the_same_after_merging() {
        // Given
        Call call = desk().take(Desk.aCall());
        Incident one = desk().open(Desk.anIncidentOf(call, "traffic_collision"));
        clock.advance(java.time.Duration.ofSeconds(20));
        desk().send(one, "units/car-1");
        Call later = desk().take(Desk.aCall());
        Incident other = desk().open(Desk.anIncidentOf(later, "traffic_collision"));

        // When
        merge(one, other);

        // Then
        SummarizeCallProcessingResponse summary =
                desk().oversight.summarizeCallProcessing(SummarizeCallProcessingRequest.getDefaultInstance());
        assertThat(summary.getN()).isEqualTo(1);
        assertThat(summary.getP50S()).isEqualTo(20);
        assertThat(summary.getWithoutOrder()).isZero();
    }
}
