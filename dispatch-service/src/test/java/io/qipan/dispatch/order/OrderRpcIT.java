package io.qipan.dispatch.order;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.peer.FakePatrol.Released;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListOrdersResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Order.Milestone;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRpcIT extends DispatchScenario {
    private static final String BOAT = "units/boat-1";

    private Order sent() {
        return desk().send(desk().open(anIncident("drowning")), BOAT);
    }

    @Test
    void a_unit_reports_every_step_itself() {
        // Given
        Desk boat = unit(BOAT);
        Order sent = sent();

        // When
        Order cleared = boat.clear(boat.arrive(boat.depart(boat.accept(boat.deliver(sent)))));

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(cleared.getMilestonesList())
                .extracting(Milestone::getKind)
                .containsExactly("requested", "sent", "delivered", "accepted", "on_the_way", "on_scene", "cleared");
        assertThat(cleared.getMilestones(3).getReportedBy()).isEqualTo("tester-" + BOAT);
        assertThat(cleared.getMilestonesList()).noneMatch(Milestone::getLate).noneMatch(Milestone::getOutOfOrder);
        assertThat(told(sent.getName()))
                .containsExactly(
                        "order.requested",
                        "order.sent",
                        "order.delivered",
                        "order.accepted",
                        "order.on_the_way",
                        "order.on_scene",
                        "order.cleared");
        assertThat(desk().now(sent)).isEqualTo(cleared);
    }

    @Test
    void a_voice_report_is_entered_for_the_unit() {
        // Given
        Order sent = sent();

        // When
        Order accepted = desk().orders
                .acceptOrder(AcceptOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(sent.getName())
                        .setEtag(sent.getEtag())
                        .setOccurredAt(Times.message(clock.instant().minusSeconds(4)))
                        .setByVoice(true)
                        .build())
                .getOrder();

        // Then
        Milestone milestone = accepted.getMilestones(accepted.getMilestonesCount() - 1);
        assertThat(milestone.getByVoice()).isTrue();
        assertThat(milestone.getReportedBy()).isEqualTo("wang");
        assertThat(Times.instant(milestone.getOccurredAt()))
                .isEqualTo(clock.instant().minusSeconds(4));
        assertThat(Times.instant(milestone.getRecordedAt())).isEqualTo(clock.instant());
        assertThat(milestone.getOutOfOrder()).as("before it was sent").isTrue();
    }

    @Test
    void a_unit_speaks_for_its_own_orders_only() {
        // Given
        Desk stranger = unit("units/boat-2");
        Order sent = sent();
        Order onScene = desk().arrive(desk().send(desk().open(anIncident("drowning")), "units/car-1"));

        // When
        List<StatusRuntimeException> refusals = Stream.<Runnable>of(
                        () -> stranger.deliver(sent),
                        () -> stranger.accept(sent),
                        () -> stranger.refuse(sent, "no"),
                        () -> stranger.depart(sent),
                        () -> stranger.arrive(sent),
                        () -> stranger.clear(onScene),
                        () -> stranger.record(onScene, "transport", clock.instant()))
                .map(attempt -> refused(attempt::run))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
        });
        assertThat(desk().now(sent)).isEqualTo(sent);
        assertThat(reasonOf(refused(() -> stranger.cancel(sent, "no")))).isEqualTo(Reason.ACCESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "cancelled", "cleared"})
    void an_order_that_ends_frees_its_unit_at_once(String end) {
        // Given
        Order sent = sent();
        UnaryOperator<Order> act = order -> switch (end) {
            case "refused" -> unit(BOAT).refuse(order, "engine broken");
            case "cancelled" -> desk().cancel(order, "called off");
            default -> unit(BOAT).clear(order);
        };

        // When
        Order over = act.apply(sent);

        // Then
        assertThat(over.getState().name()).isEqualToIgnoringCase(end);
        assertThat(over.hasNextDeadlineAt()).isFalse();
        assertThat(patrol.orderOf(BOAT)).isEmpty();
        assertThat(patrol.released()).containsExactly(new Released(sent.getName(), BOAT, end, clock.instant()));
        assertThat(deadlines(sent.getName())).isEmpty();
    }

    @Test
    void with_patrol_away_the_unit_is_freed_when_it_is_back() {
        // Given
        Order sent = sent();
        patrol.goAway();
        Order cleared = unit(BOAT).clear(sent);
        pass(10);
        patrol.comeBack();

        // When
        pass(60);

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(patrol.orderOf(BOAT)).isEmpty();
        assertThat(patrol.released())
                .extracting(Released::at)
                .containsExactly(clock.instant().minusSeconds(70));
        assertThat(deadlines(sent.getName())).isEmpty();
    }

    @Test
    void nothing_leads_back_from_the_end() {
        // Given
        Order over = desk().cancel(sent(), "called off");

        // When
        List<StatusRuntimeException> refusals = Stream.<Runnable>of(
                        () -> desk().deliver(over),
                        () -> desk().accept(over),
                        () -> desk().depart(over),
                        () -> desk().arrive(over),
                        () -> desk().clear(over),
                        () -> desk().refuse(over, "no"),
                        () -> desk().cancel(over, "again"))
                .map(attempt -> refused(attempt::run))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
            assertThat(metadataOf(refusal))
                    .containsEntry("resource", over.getName())
                    .containsEntry("state", "cancelled")
                    .containsKey("action");
        });
        assertThat(desk().now(over)).isEqualTo(over);
    }

    @Test
    void an_order_that_was_never_sent_cannot_be_delivered() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        patrol.goAway();
        Order requested = desk().send(incident, BOAT);

        // When
        StatusRuntimeException refusal = refused(() -> desk().deliver(requested));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(refusal)).containsEntry("state", "requested");
    }

    @Test
    void a_stale_etag_is_refused_with_the_current_one() {
        // Given
        Order sent = sent();
        Order accepted = desk().accept(sent);

        // When
        StatusRuntimeException refusal = refused(() -> desk().depart(sent));

        // Then
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(refusal))
                .containsEntry("resource", sent.getName())
                .containsEntry("etag", accepted.getEtag());
    }

    @Test
    void a_second_order_of_a_unit_to_the_same_incident_names_the_first() {
        // Given
        Order sent = sent();
        Incident incident =
                desk().now(Incident.newBuilder().setName(sent.getIncident()).build());

        // When
        StatusRuntimeException refusal = refused(() -> desk().send(units(incident, "units/car-1", BOAT)));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.UNIT_ALREADY_ORDERED);
        assertThat(metadataOf(refusal)).containsEntry("unit", BOAT).containsEntry("order", sent.getName());
        assertThat(textOf(refusal)).contains(BOAT, sent.getName());
        assertThat(patrol.orderOf("units/car-1")).as("all or none").isEmpty();
    }

    @Test
    void a_repeated_report_gets_the_first_answer_and_another_body_is_refused() {
        // Given
        Order sent = sent();
        AcceptOrderRequest request = AcceptOrderRequest.newBuilder()
                .setRequestId(newId())
                .setName(sent.getName())
                .setEtag(sent.getEtag())
                .build();
        Order first = desk().orders.acceptOrder(request).getOrder();

        // When
        Order repeat = desk().orders.acceptOrder(request).getOrder();
        StatusRuntimeException refusal = refused(() ->
                desk().orders.acceptOrder(request.toBuilder().setByVoice(true).build()));

        // Then
        assertThat(repeat).isEqualTo(first);
        assertThat(reasonOf(refusal)).isEqualTo(Reason.REQUEST_ID_REUSED);
        assertThat(told(sent.getName())).containsExactly("order.requested", "order.sent", "order.accepted");
    }

    @Test
    void a_time_reported_after_the_end_is_kept_as_late() {
        // Given
        Order cleared = desk().clear(desk().arrive(sent()));
        Instant before = clock.instant().minusSeconds(600);

        // When
        Order recorded = unit(BOAT).record(cleared, "on_the_way", before);

        // Then
        Milestone last = recorded.getMilestones(recorded.getMilestonesCount() - 1);
        assertThat(recorded.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(last.getLate()).isTrue();
        assertThat(last.getOutOfOrder()).isTrue();
        assertThat(Times.instant(last.getOccurredAt())).isEqualTo(before);
        assertThat(recorded.getEtag()).isNotEqualTo(cleared.getEtag());
        assertThat(told(recorded.getName())).endsWith("order.cleared", "order.milestone");
        assertThat(deadlines(recorded.getName())).isEmpty();
    }

    @Test
    void a_transport_changes_neither_state_nor_deadline() {
        // Given
        Order onScene = desk().arrive(sent());

        // When
        Order recorded = unit(BOAT).record(onScene, "transport", clock.instant());

        // Then
        assertThat(recorded.getState()).isEqualTo(Order.State.ON_SCENE);
        assertThat(recorded.getNextDeadlineAt()).isEqualTo(onScene.getNextDeadlineAt());
        assertThat(recorded.getMilestones(recorded.getMilestonesCount() - 1).getLate())
                .isFalse();
        assertThat(deadlines(recorded.getName())).containsExactly("order.progress");
    }

    @Test
    void what_happens_in_the_future_has_not_happened() {
        // Given
        Order onScene = desk().arrive(sent());

        // When
        StatusRuntimeException refusal = refused(
                () -> desk().record(onScene, "transport", clock.instant().plusSeconds(301)));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(metadataOf(refusal)).containsKeys("time", "now");
    }

    @Test
    void units_are_named_and_different() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));

        // When
        StatusRuntimeException none = refused(() -> desk().send(units(incident)));
        StatusRuntimeException twice = refused(() -> desk().send(units(incident, BOAT, BOAT)));

        // Then
        assertThat(fieldsOf(none)).containsExactly("units");
        assertThat(fieldsOf(twice)).containsExactly("units");
    }

    @Test
    void an_order_that_does_not_exist_is_not_found() {
        // Given
        String name = "orders/01939b4e-0000-7000-8000-000000000001";

        // When
        StatusRuntimeException refusal = refused(() -> desk().orders
                .getOrder(GetOrderRequest.newBuilder().setName(name).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(refusal)).containsEntry("resource", name);
    }

    @Test
    void orders_are_listed_newest_first_by_incident_unit_and_openness() {
        // Given
        Incident first = desk().open(anIncident("drowning"));
        Incident second = desk().open(anIncident("drowning"));
        Order over = desk().clear(desk().send(first, BOAT));
        Order car = desk().send(first, "units/car-1");
        Order again = desk().send(second, BOAT);

        // When
        ListOrdersResponse page = list(ListOrdersRequest.newBuilder().setPageSize(2));

        // Then
        assertThat(page.getOrdersList()).containsExactly(again, car);
        assertThat(list(ListOrdersRequest.newBuilder().setPageSize(2).setPageToken(page.getNextPageToken()))
                        .getOrdersList())
                .containsExactly(over);
        assertThat(list(ListOrdersRequest.newBuilder().setOptionalIncident(first.getName()))
                        .getOrdersList())
                .containsExactly(car, over);
        assertThat(list(ListOrdersRequest.newBuilder().setOptionalUnit(BOAT)).getOrdersList())
                .containsExactly(again, over);
        assertThat(list(ListOrdersRequest.newBuilder().setOptionalUnit(BOAT).setOpenOnly(true))
                        .getOrdersList())
                .containsExactly(again);
        StatusRuntimeException changed = refused(
                () -> list(ListOrdersRequest.newBuilder().setOpenOnly(true).setPageToken(page.getNextPageToken())));
        assertThat(reasonOf(changed)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    private ListOrdersResponse list(ListOrdersRequest.Builder request) {
        return new Desk(harness.channel(Role.ENGINEER)).orders.listOrders(request.build());
    }
}
