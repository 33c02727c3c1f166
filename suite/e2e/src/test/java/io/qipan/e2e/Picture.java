package io.qipan.e2e;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.qipan.launcher.Board;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ListCommandOrdersRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListTransfersRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ListCommitmentsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything there is, as the services tell it to a client. */
record Picture(
        Map<String, Call> calls,
        Map<String, Incident> incidents,
        Map<String, Order> orders,
        Map<String, CommandOrder> commands,
        Map<String, CommandNotice> notices,
        Map<String, Transfer> transfers,
        List<OpenWork> openWork,
        List<OpenWork> orphans,
        List<Commitment> held,
        List<Case> cases) {

    private static final int PAGE = 1_000;

    private record Page<T>(List<T> found, String next) {}

    static Picture take(Board board) {
        Channel dispatch = board.dispatch();
        return new Picture(
                byName(all(token -> calls(dispatch, token)), Call::getName),
                byName(all(token -> incidents(dispatch, token)), Incident::getName),
                byName(all(token -> orders(dispatch, token)), Order::getName),
                byName(all(token -> commands(dispatch, token)), CommandOrder::getName),
                byName(all(token -> notices(dispatch, token)), CommandNotice::getName),
                byName(all(token -> transfers(dispatch, token)), Transfer::getName),
                all(token -> openWork(dispatch, token, false)),
                all(token -> openWork(dispatch, token, true)),
                all(token -> held(board.patrol(), token)),
                all(token -> cases(board.ecology(), token)));
    }

    private static <T> List<T> all(Function<String, Page<T>> read) {
        List<T> all = new ArrayList<>();
        String token = "";
        do {
            Page<T> page = read.apply(token);
            all.addAll(page.found());
            token = page.next();
        } while (!token.isEmpty());
        return all;
    }

    private static <T> Map<String, T> byName(List<T> found, Function<T, String> name) {
        return found.stream().collect(Collectors.toMap(name, Function.identity()));
    }

    private static Page<Call> calls(Channel channel, String token) {
        var page = CallServiceGrpc.newBlockingStub(channel)
                .listCalls(ListCallsRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getCallsList(), page.getNextPageToken());
    }

    private static Page<Incident> incidents(Channel channel, String token) {
        var page = IncidentServiceGrpc.newBlockingStub(channel)
                .listIncidents(ListIncidentsRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getIncidentsList(), page.getNextPageToken());
    }

    private static Page<Order> orders(Channel channel, String token) {
        var page = OrderServiceGrpc.newBlockingStub(channel)
                .listOrders(ListOrdersRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getOrdersList(), page.getNextPageToken());
    }

    private static Page<CommandOrder> commands(Channel channel, String token) {
        var page = CommandOrderServiceGrpc.newBlockingStub(channel)
                .listCommandOrders(ListCommandOrdersRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getOrdersList(), page.getNextPageToken());
    }

    private static Page<CommandNotice> notices(Channel channel, String token) {
        var page = CommandOrderServiceGrpc.newBlockingStub(channel)
                .listCommandNotices(ListCommandNoticesRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getNoticesList(), page.getNextPageToken());
    }

    private static Page<Transfer> transfers(Channel channel, String token) {
        var page = TransferServiceGrpc.newBlockingStub(channel)
                .listTransfers(ListTransfersRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getTransfersList(), page.getNextPageToken());
    }

    private static Page<OpenWork> openWork(Channel channel, String token, boolean orphansOnly) {
        var page = OversightServiceGrpc.newBlockingStub(channel)
                .listOpenWork(ListOpenWorkRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .setOrphansOnly(orphansOnly)
                        .build());
        return new Page<>(page.getWorkList(), page.getNextPageToken());
    }

    private static Page<Commitment> held(Channel channel, String token) {
        var page = CommitmentServiceGrpc.newBlockingStub(channel)
                .listCommitments(ListCommitmentsRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .setOpenOnly(true)
                        .build());
        return new Page<>(page.getCommitmentsList(), page.getNextPageToken());
    }

    private static Page<Case> cases(Channel channel, String token) {
        var page = CaseServiceGrpc.newBlockingStub(channel)
                .listCases(ListCasesRequest.newBuilder()
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build());
        return new Page<>(page.getCasesList(), page.getNextPageToken());
    }

    /** The orders that are not over. */
    List<Order> openOrders() {
        return orders.values().stream()
                .filter(order -> order.getState().getNumber() < Order.State.CLEARED_VALUE)
                .toList();
    }

    /** The etag of a call, incident, order, command, notice or transfer as it is now; empty if there is none of this name. */
    String etag(String name) {
        return switch (name.substring(0, name.indexOf('/'))) {
            case "calls" -> calls.getOrDefault(name, Call.getDefaultInstance()).getEtag();
            case "incidents" ->
                incidents.getOrDefault(name, Incident.getDefaultInstance()).getEtag();
            case "orders" ->
                orders.getOrDefault(name, Order.getDefaultInstance()).getEtag();
            case "commandOrders" ->
                commands.getOrDefault(name, CommandOrder.getDefaultInstance()).getEtag();
            case "commandNotices" ->
                notices.getOrDefault(name, CommandNotice.getDefaultInstance()).getEtag();
            case "transfers" ->
                transfers.getOrDefault(name, Transfer.getDefaultInstance()).getEtag();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The field of a resource message that tells its version. */
    static long version(Message resource) {
        return Long.parseLong(
                (String) resource.getField(resource.getDescriptorForType().findFieldByName("etag")));
    }

    static String name(Message resource) {
        return (String) resource.getField(resource.getDescriptorForType().findFieldByName("name"));
    }
}
