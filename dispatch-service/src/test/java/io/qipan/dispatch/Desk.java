package io.qipan.dispatch;

import io.grpc.Channel;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc.AfterActionServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.AttentionServiceGrpc;
import io.qipan.proto.dispatch.v1.AttentionServiceGrpc.AttentionServiceBlockingStub;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.CancelOrderRequest;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc.CommandOrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ComplaintServiceGrpc;
import io.qipan.proto.dispatch.v1.ComplaintServiceGrpc.ComplaintServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryRequest;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc.DuplicateServiceBlockingStub;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc.FigureServiceBlockingStub;
import io.qipan.proto.dispatch.v1.FollowUpServiceGrpc;
import io.qipan.proto.dispatch.v1.FollowUpServiceGrpc.FollowUpServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc.IncidentShareServiceBlockingStub;
import io.qipan.proto.dispatch.v1.MonitorIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc.OversightServiceBlockingStub;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.QueueIncidentRequest;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc.RecommendationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.RecordMilestoneRequest;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc.ReferralServiceBlockingStub;
import io.qipan.proto.dispatch.v1.RefuseOrderRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc.ResponsePlanServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.qipan.proto.dispatch.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.SupervisionOrderServiceGrpc.SupervisionOrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody at work with dispatch over gRPC: a person at the desk or a unit, as the channel's token says. */
public final class Desk {
    public final CallServiceBlockingStub calls;
    public final IncidentServiceBlockingStub incidents;
    public final OrderServiceBlockingStub orders;
    public final RecommendationServiceBlockingStub recommendation;
    public final OversightServiceBlockingStub oversight;
    public final FigureServiceBlockingStub figures;
    public final DuplicateServiceBlockingStub duplicates;
    public final TransferServiceBlockingStub transfers;
    public final ReferralServiceBlockingStub referrals;
    public final CommandOrderServiceBlockingStub commands;
    public final ResponsePlanServiceBlockingStub plans;
    public final FollowUpServiceBlockingStub followUps;
    public final ComplaintServiceBlockingStub complaints;
    public final ReviewServiceBlockingStub reviews;
    public final AttentionServiceBlockingStub attentions;
    public final SupervisionOrderServiceBlockingStub supervisions;
    public final IncidentShareServiceBlockingStub shares;
    public final AfterActionServiceBlockingStub afterAction;

    public Desk(Channel channel) {
        calls = CallServiceGrpc.newBlockingStub(channel);
        incidents = IncidentServiceGrpc.newBlockingStub(channel);
        orders = OrderServiceGrpc.newBlockingStub(channel);
        recommendation = RecommendationServiceGrpc.newBlockingStub(channel);
        oversight = OversightServiceGrpc.newBlockingStub(channel);
        figures = FigureServiceGrpc.newBlockingStub(channel);
        duplicates = DuplicateServiceGrpc.newBlockingStub(channel);
        transfers = TransferServiceGrpc.newBlockingStub(channel);
        referrals = ReferralServiceGrpc.newBlockingStub(channel);
        plans = ResponsePlanServiceGrpc.newBlockingStub(channel);
        commands = CommandOrderServiceGrpc.newBlockingStub(channel);
        followUps = FollowUpServiceGrpc.newBlockingStub(channel);
        complaints = ComplaintServiceGrpc.newBlockingStub(channel);
        reviews = ReviewServiceGrpc.newBlockingStub(channel);
        attentions = AttentionServiceGrpc.newBlockingStub(channel);
        shares = IncidentShareServiceGrpc.newBlockingStub(channel);
        supervisions = SupervisionOrderServiceGrpc.newBlockingStub(channel);
        afterAction = AfterActionServiceGrpc.newBlockingStub(channel);
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Known to within 50 m. */
    public static LocationInput riverBank() {
        return LocationInput.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(Places.RIVER_BANK.latitude())
                        .setLongitude(Places.RIVER_BANK.longitude())
                        .setDatum(Datum.WGS84))
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(50)
                .build();
    }

    public static LocationInput words(String text) {
        return LocationInput.newBuilder()
                .setText(text)
                .setSource(LocationSource.CALLER)
                .build();
    }

    public static CreateCallRequest.Builder aCall() {
        return CreateCallRequest.newBuilder()
                .setRequestId(newId())
                .setChannel(io.qipan.proto.dispatch.v1.Channel.VOICE)
                .setCallerId("13900000000")
                .setDescription("somebody is in the river")
                .addLocations(riverBank());
    }

    /** One of which both the ring and the answer are told. */
    public static CreateCallRequest.Builder aCallThatRang(Instant from, Instant until) {
        return aCall().setReceivedAt(Times.message(from)).setAnsweredAt(Times.message(until));
    }

    public static OpenIncidentRequest.Builder anIncident(String type) {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setType(type)
                .setSummary("somebody is in the river")
                .addLocations(riverBank());
    }

    public static OpenIncidentRequest.Builder anIncidentOf(Call call, String type) {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setOptionalCall(call.getName())
                .setOptionalCallEtag(call.getEtag())
                .setType(type);
    }

    public static RequestOrdersRequest.Builder units(Incident incident, String... units) {
        return RequestOrdersRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setIncidentEtag(incident.getEtag())
                .addAllUnits(List.of(units));
    }

    public Call take(CreateCallRequest.Builder request) {
        return calls.createCall(request.build()).getCall();
    }

    public Incident open(OpenIncidentRequest.Builder request) {
        return incidents.openIncident(request.build()).getIncident();
    }

    public List<Order> send(RequestOrdersRequest.Builder request) {
        return orders.requestOrders(request.build()).getOrdersList();
    }

    /** One unit to an incident as it is now. */
    public Order send(Incident incident, String unit) {
        return send(units(now(incident), unit)).getFirst();
    }

    public Incident now(Incident incident) {
        return incidents
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build())
                .getIncident();
    }

    public Order now(Order order) {
        return orders.getOrder(
                        GetOrderRequest.newBuilder().setName(order.getName()).build())
                .getOrder();
    }

    public Order deliver(Order order) {
        return orders.confirmDelivery(ConfirmDeliveryRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }

    public Order accept(Order order) {
        return orders.acceptOrder(AcceptOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }

    public Order refuse(Order order, String reason) {
        return orders.refuseOrder(RefuseOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason(reason)
                        .build())
                .getOrder();
    }

    public Order depart(Order order) {
        return orders.departToIncident(DepartToIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }

    public Order arrive(Order order) {
        return orders.arriveAtIncident(ArriveAtIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }

    public Order clear(Order order) {
        return orders.clearOrder(ClearOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }

    public Order cancel(Order order, String reason) {
        return orders.cancelOrder(CancelOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason(reason)
                        .build())
                .getOrder();
    }

    public Order record(Order order, String kind, Instant at) {
        return orders.recordMilestone(RecordMilestoneRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setKind(kind)
                        .setOccurredAt(Times.message(at))
                        .build())
                .getOrder();
    }

    public Incident end(Incident incident) {
        return incidents
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setOutcome(IncidentOutcome.RESOLVED)
                        .setRationale("pulled out, taken to hospital")
                        .build())
                .getIncident();
    }

    public Incident queue(Incident incident) {
        return incidents
                .queueIncident(QueueIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .build())
                .getIncident();
    }

    public Incident monitor(Incident incident) {
        return incidents
                .monitorIncident(MonitorIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setReason("water is falling")
                        .build())
                .getIncident();
    }

    public Incident attach(Incident incident, Call call) {
        return incidents
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setCall(call.getName())
                        .build())
                .getIncident();
    }

    public Incident reclassify(Incident incident, String type) {
        return incidents
                .reclassifyIncident(ReclassifyIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setType(type)
                        .setPriority(Priority.P2)
                        .setReason("seen by a unit")
                        .build())
                .getIncident();
    }
}
