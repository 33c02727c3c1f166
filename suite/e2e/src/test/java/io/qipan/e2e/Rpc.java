package io.qipan.e2e;

import com.google.protobuf.Message;
import io.qipan.launcher.Board;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.AcceptOrderResponse;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandResponse;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentResponse;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.ClearOrderResponse;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc.CommandOrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentResponse;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.IssueCommandOrderResponse;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OfferTransferResponse;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentResponse;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A writing RPC, and what one request of it must leave behind.
 *
 * @param resources names of the resources that it changes, each once
 * @param written the resources as the reply shows them, where the reply shows what was written
 */
record Rpc<Q extends Message, A extends Message>(
        String name,
        BiFunction<Board, Q, A> call,
        BiFunction<Q, A, List<String>> resources,
        BiFunction<Q, A, List<Message>> written) {

    /** Stands for a notice whose name the reply does not tell. */
    static final String ANY_NOTICE = "commandNotices/*";

    static final Rpc<CreateCallRequest, CreateCallResponse> CREATE_CALL = new Rpc<>(
            "CreateCall",
            (board, request) ->
                    CallServiceGrpc.newBlockingStub(board.dispatch()).createCall(request),
            (request, reply) -> List.of(reply.getCall().getName()),
            (request, reply) -> List.of(reply.getCall()));

    static final Rpc<OpenIncidentRequest, OpenIncidentResponse> OPEN_INCIDENT = new Rpc<>(
            "OpenIncident",
            (board, request) ->
                    IncidentServiceGrpc.newBlockingStub(board.dispatch()).openIncident(request),
            (request, reply) -> Stream.of(reply.getIncident().getName(), request.getOptionalCall())
                    .filter(name -> !name.isEmpty())
                    .toList(),
            (request, reply) -> List.of(reply.getIncident()));

    /** Its reply shows the orders as they are by then, so only their names are compared. */
    static final Rpc<RequestOrdersRequest, RequestOrdersResponse> REQUEST_ORDERS = new Rpc<>(
            "RequestOrders",
            (board, request) -> orders(board).requestOrders(request),
            (request, reply) -> Stream.concat(
                            Stream.of(request.getIncident()),
                            reply.getOrdersList().stream().map(Order::getName))
                    .toList(),
            (request, reply) -> List.of());

    static final Rpc<AcceptOrderRequest, AcceptOrderResponse> ACCEPT =
            step("AcceptOrder", (board, request) -> orders(board).acceptOrder(request), AcceptOrderResponse::getOrder);

    static final Rpc<DepartToIncidentRequest, DepartToIncidentResponse> DEPART = step(
            "DepartToIncident",
            (board, request) -> orders(board).departToIncident(request),
            DepartToIncidentResponse::getOrder);

    static final Rpc<ArriveAtIncidentRequest, ArriveAtIncidentResponse> ARRIVE = step(
            "ArriveAtIncident",
            (board, request) -> orders(board).arriveAtIncident(request),
            ArriveAtIncidentResponse::getOrder);

    static final Rpc<ClearOrderRequest, ClearOrderResponse> CLEAR =
            step("ClearOrder", (board, request) -> orders(board).clearOrder(request), ClearOrderResponse::getOrder);

    static final Rpc<EndIncidentRequest, EndIncidentResponse> END_INCIDENT = new Rpc<>(
            "EndIncident",
            (board, request) ->
                    IncidentServiceGrpc.newBlockingStub(board.dispatch()).endIncident(request),
            (request, reply) -> List.of(request.getName()),
            (request, reply) -> List.of(reply.getIncident()));

    /** Right after both were opened: neither has orders. */
    static final Rpc<MergeIncidentsRequest, MergeIncidentsResponse> MERGE = new Rpc<>(
            "MergeIncidents",
            (board, request) ->
                    DuplicateServiceGrpc.newBlockingStub(board.dispatch()).mergeIncidents(request),
            (request, reply) -> List.of(request.getIncident(), request.getInto()),
            (request, reply) -> List.of(reply.getIncident(), reply.getInto()));

    /** Both: the other one goes back to where it was before the merge. */
    static final Rpc<UnmergeIncidentRequest, UnmergeIncidentResponse> UNMERGE = new Rpc<>(
            "UnmergeIncident",
            (board, request) ->
                    DuplicateServiceGrpc.newBlockingStub(board.dispatch()).unmergeIncident(request),
            (request, reply) -> List.of(request.getIncident(), reply.getRoot().getName()),
            (request, reply) -> List.of(reply.getIncident(), reply.getRoot()));

    /** A notice for each recipient; the reply does not name them. */
    static final Rpc<IssueCommandOrderRequest, IssueCommandOrderResponse> ISSUE_COMMAND = new Rpc<>(
            "IssueCommandOrder",
            (board, request) -> commands(board).issueCommandOrder(request),
            (request, reply) -> Stream.concat(
                            Stream.of(reply.getOrder().getName()),
                            Stream.generate(() -> ANY_NOTICE)
                                    .limit(reply.getOrder().getRecipients()))
                    .toList(),
            (request, reply) -> List.of(reply.getOrder()));

    static final Rpc<AcknowledgeCommandRequest, AcknowledgeCommandResponse> ACKNOWLEDGE_COMMAND = new Rpc<>(
            "AcknowledgeCommand",
            (board, request) -> commands(board).acknowledgeCommand(request),
            (request, reply) -> List.of(request.getName()),
            (request, reply) -> List.of(reply.getNotice()));

    /** The call's history says to whom its caller's number goes. */
    static final Rpc<OfferTransferRequest, OfferTransferResponse> OFFER_TRANSFER = new Rpc<>(
            "OfferTransfer",
            (board, request) ->
                    TransferServiceGrpc.newBlockingStub(board.dispatch()).offerTransfer(request),
            (request, reply) -> List.of(reply.getTransfer().getName(), request.getCall()),
            (request, reply) -> List.of(reply.getTransfer()));

    private static CommandOrderServiceBlockingStub commands(Board board) {
        return CommandOrderServiceGrpc.newBlockingStub(board.dispatch());
    }

    private static OrderServiceBlockingStub orders(Board board) {
        return OrderServiceGrpc.newBlockingStub(board.dispatch());
    }

    private static <Q extends Message, A extends Message> Rpc<Q, A> step(
            String name, BiFunction<Board, Q, A> call, Function<A, Order> order) {
        return new Rpc<>(
                name,
                call,
                (request, reply) -> List.of(order.apply(reply).getName()),
                (request, reply) -> List.of(order.apply(reply)));
    }
}
