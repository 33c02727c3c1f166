package io.qipan.e2e;

import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.AcceptOrderResponse;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandResponse;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentResponse;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.ClearOrderResponse;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.IssueCommandOrderResponse;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OfferTransferResponse;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The single steps of a dispatcher's work, each a request of its own. Empty where the service refused. */
final class Dispatcher {

    private final Client client;

    Dispatcher(Client client) {
        this.client = client;
    }

    Optional<Call> takeCall(String description) {
        return client.call(
                        Rpc.CREATE_CALL,
                        CreateCallRequest.newBuilder()
                                .setRequestId(fresh())
                                .setChannel(Channel.VOICE)
                                .setCallerId("13800000000")
                                .setDescription(description)
                                .addLocations(LocationInput.newBuilder()
                                        .setPoint(City.PLACE)
                                        .setSource(LocationSource.CALLER)
                                        .setUncertaintyM(50))
                                .build())
                .map(CreateCallResponse::getCall);
    }

    Optional<Incident> open(Call call, String type) {
        return client.call(
                        Rpc.OPEN_INCIDENT,
                        OpenIncidentRequest.newBuilder()
                                .setRequestId(fresh())
                                .setOptionalCall(call.getName())
                                .setOptionalCallEtag(call.getEtag())
                                .setType(type)
                                .build())
                .map(OpenIncidentResponse::getIncident);
    }

    Optional<List<Order>> order(Incident incident, List<String> units) {
        return client.call(
                        Rpc.REQUEST_ORDERS,
                        RequestOrdersRequest.newBuilder()
                                .setRequestId(fresh())
                                .setIncident(incident.getName())
                                .setIncidentEtag(incident.getEtag())
                                .addAllUnits(units)
                                .setInstruction("Go there and look")
                                .build())
                .map(RequestOrdersResponse::getOrdersList);
    }

    Optional<Order> accept(Order order) {
        return client.call(
                        Rpc.ACCEPT,
                        AcceptOrderRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(order.getName())
                                .setEtag(order.getEtag())
                                .build())
                .map(AcceptOrderResponse::getOrder);
    }

    Optional<Order> depart(Order order) {
        return client.call(
                        Rpc.DEPART,
                        DepartToIncidentRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(order.getName())
                                .setEtag(order.getEtag())
                                .build())
                .map(DepartToIncidentResponse::getOrder);
    }

    Optional<Order> arrive(Order order) {
        return client.call(
                        Rpc.ARRIVE,
                        ArriveAtIncidentRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(order.getName())
                                .setEtag(order.getEtag())
                                .build())
                .map(ArriveAtIncidentResponse::getOrder);
    }

    Optional<Order> clear(Order order) {
        return client.call(
                        Rpc.CLEAR,
                        ClearOrderRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(order.getName())
                                .setEtag(order.getEtag())
                                .build())
                .map(ClearOrderResponse::getOrder);
    }

    Optional<Incident> end(Incident incident) {
        return client.call(
                        Rpc.END_INCIDENT,
                        EndIncidentRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(incident.getName())
                                .setEtag(incident.getEtag())
                                .setOutcome(IncidentOutcome.RESOLVED)
                                .setRationale("Dealt with")
                                .build())
                .map(EndIncidentResponse::getIncident);
    }

    Optional<Incident> merge(Incident incident, Incident into) {
        return client.call(
                        Rpc.MERGE,
                        MergeIncidentsRequest.newBuilder()
                                .setRequestId(fresh())
                                .setIncident(incident.getName())
                                .setEtag(incident.getEtag())
                                .setInto(into.getName())
                                .setIntoEtag(into.getEtag())
                                .setReason("Two callers, one matter")
                                .build())
                .map(MergeIncidentsResponse::getIncident);
    }

    Optional<Incident> unmerge(Incident incident) {
        return client.call(
                        Rpc.UNMERGE,
                        UnmergeIncidentRequest.newBuilder()
                                .setRequestId(fresh())
                                .setIncident(incident.getName())
                                .setEtag(incident.getEtag())
                                .setReason("Two matters after all")
                                .build())
                .map(UnmergeIncidentResponse::getIncident);
    }

    /** The matter is the partner's alone. */
    Optional<Transfer> offer(Call call) {
        return client.call(
                        Rpc.OFFER_TRANSFER,
                        OfferTransferRequest.newBuilder()
                                .setRequestId(fresh())
                                .setCall(call.getName())
                                .setCallEtag(call.getEtag())
                                .setPartner(Partner.AGENCY)
                                .setMatter("consultation")
                                .setConsent(true)
                                .build())
                .map(OfferTransferResponse::getTransfer);
    }

    Optional<CommandOrder> command(List<String> posts, Duration acknowledgeWithin) {
        return client.call(
                        Rpc.ISSUE_COMMAND,
                        IssueCommandOrderRequest.newBuilder()
                                .setRequestId(fresh())
                                .setKind(CommandOrder.Kind.INFORM)
                                .setTitle("Road closed")
                                .setText("The bridge is closed until further notice")
                                .setAudience(Audience.newBuilder().addAllPosts(posts))
                                .setAcknowledgeWithinS((int) acknowledgeWithin.toSeconds())
                                .build())
                .map(IssueCommandOrderResponse::getOrder);
    }

    Optional<CommandNotice> acknowledge(CommandNotice notice) {
        return client.call(
                        Rpc.ACKNOWLEDGE_COMMAND,
                        AcknowledgeCommandRequest.newBuilder()
                                .setRequestId(fresh())
                                .setName(notice.getName())
                                .setEtag(notice.getEtag())
                                .build())
                .map(AcknowledgeCommandResponse::getNotice);
    }

    List<CommandNotice> notices(CommandOrder order) {
        return client.read(board -> CommandOrderServiceGrpc.newBlockingStub(board.dispatch())
                .listCommandNotices(ListCommandNoticesRequest.newBuilder()
                        .setOptionalOrder(order.getName())
                        .build())
                .getNoticesList());
    }

    /** The order as it is. */
    Order again(Order order) {
        return client.read(board -> OrderServiceGrpc.newBlockingStub(board.dispatch())
                .getOrder(GetOrderRequest.newBuilder().setName(order.getName()).build())
                .getOrder());
    }

    /** The incident as it is. */
    Incident again(Incident incident) {
        return client.read(board -> IncidentServiceGrpc.newBlockingStub(board.dispatch())
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build())
                .getIncident());
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
