package io.qipan.ecology.oversight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.ChangeEntry.Step;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.Fields;
import io.qipan.ecology.oversight.model.SupervisionOrder;
import io.qipan.ecology.oversight.model.SupervisionOrder.Order;
import io.qipan.proto.ecology.v1.AcceptSupervisionReportRequest;
import io.qipan.proto.ecology.v1.AcceptSupervisionReportResponse;
import io.qipan.proto.ecology.v1.ExtendSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.ExtendSupervisionOrderResponse;
import io.qipan.proto.ecology.v1.GetSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.GetSupervisionOrderResponse;
import io.qipan.proto.ecology.v1.IssueSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.IssueSupervisionOrderResponse;
import io.qipan.proto.ecology.v1.ListSupervisionOrdersRequest;
import io.qipan.proto.ecology.v1.ListSupervisionOrdersResponse;
import io.qipan.proto.ecology.v1.ReportSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.ReportSupervisionOrderResponse;
import io.qipan.proto.ecology.v1.ReturnSupervisionReportRequest;
import io.qipan.proto.ecology.v1.ReturnSupervisionReportResponse;
import io.qipan.proto.ecology.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.ecology.v1.WithdrawSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.WithdrawSupervisionOrderResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

@Singleton
public class SupervisionOrderRpc implements RpcService, SupervisionOrderServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final BeginEntry begin;
    private final ChangeEntry change;
    private final ReadEntries read;
    private final CasesInWork cases;
    private final InstantSource clock;

    public SupervisionOrderRpc(
            UnitOfWork unitOfWork,
            BeginEntry begin,
            ChangeEntry change,
            ReadEntries read,
            CasesInWork cases,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.begin = begin;
        this.change = change;
        this.read = read;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SupervisionOrderServiceGrpc.bindService(this));
    }

    @Override
    public void issueSupervisionOrder(
            IssueSupervisionOrderRequest request, StreamObserver<IssueSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), IssueSupervisionOrderResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Instant dueAt = Times.instant(request.getDueAt());
                    Fields.notAfter(request.getCase(), "due_at", dueAt, now).ifPresent(wrong -> {
                        throw wrong.asException();
                    });
                    cases.lockOpen(request.getCase(), "be put under a supervision order");
                    Order order = new Order(
                            request.getCase(),
                            request.getDemand(),
                            request.getResponsible(),
                            Caller.current().subject(),
                            now);
                    SupervisionOrder issued = SupervisionOrder.issued(
                            UuidCreator.getTimeOrderedEpoch(), order, dueAt, request.getReason());
                    return IssueSupervisionOrderResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(
                                    begin.begin(issued, "issued", request.getReason(), now)))
                            .build();
                }));
    }

    @Override
    public void extendSupervisionOrder(
            ExtendSupervisionOrderRequest request, StreamObserver<ExtendSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ExtendSupervisionOrderResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    SupervisionOrder changed = change.change(
                            SupervisionOrder.class,
                            new Step(request.getName(), request.getEtag(), "extended", request.getReason(), now),
                            current -> current.extended(
                                    Times.instant(request.getDueAt()),
                                    Caller.current().subject(),
                                    request.getReason(),
                                    now));
                    return ExtendSupervisionOrderResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void reportSupervisionOrder(
            ReportSupervisionOrderRequest request, StreamObserver<ReportSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReportSupervisionOrderResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    SupervisionOrder changed = change.change(
                            SupervisionOrder.class,
                            new Step(request.getName(), request.getEtag(), "reported", request.getReport(), now),
                            current -> current.reported(
                                    request.getReport(), Caller.current().subject(), now));
                    return ReportSupervisionOrderResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void acceptSupervisionReport(
            AcceptSupervisionReportRequest request, StreamObserver<AcceptSupervisionReportResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AcceptSupervisionReportResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    SupervisionOrder changed = change.change(
                            SupervisionOrder.class,
                            new Step(request.getName(), request.getEtag(), "fulfilled", request.getReason(), now),
                            current -> current.accepted(Caller.current().subject(), request.getReason(), now));
                    return AcceptSupervisionReportResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void returnSupervisionReport(
            ReturnSupervisionReportRequest request, StreamObserver<ReturnSupervisionReportResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReturnSupervisionReportResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    SupervisionOrder changed = change.change(
                            SupervisionOrder.class,
                            new Step(request.getName(), request.getEtag(), "returned", request.getReason(), now),
                            current -> current.returned(
                                    Times.instant(request.getDueAt()),
                                    Caller.current().subject(),
                                    request.getReason(),
                                    now));
                    return ReturnSupervisionReportResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void withdrawSupervisionOrder(
            WithdrawSupervisionOrderRequest request, StreamObserver<WithdrawSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WithdrawSupervisionOrderResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    SupervisionOrder changed = change.change(
                            SupervisionOrder.class,
                            new Step(request.getName(), request.getEtag(), "withdrawn", request.getReason(), now),
                            current -> current.withdrawn(Caller.current().subject(), request.getReason(), now));
                    return WithdrawSupervisionOrderResponse.newBuilder()
                            .setSupervisionOrder(SupervisionOrderMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void getSupervisionOrder(
            GetSupervisionOrderRequest request, StreamObserver<GetSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> GetSupervisionOrderResponse.newBuilder()
                        .setSupervisionOrder(
                                SupervisionOrderMessages.message(read.get(SupervisionOrder.class, request.getName())))
                        .build());
    }

    @Override
    public void listSupervisionOrders(
            ListSupervisionOrdersRequest request, StreamObserver<ListSupervisionOrdersResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    EntryKind.SUPERVISION_ORDER,
                    Optional.of(request.getOptionalCase()).filter(name -> !name.isEmpty()),
                    request.getOptionalStateValue() == 0
                            ? Optional.empty()
                            : Optional.of(request.getOptionalState().name()),
                    Optional.empty());
            Found<SupervisionOrder> found =
                    read.list(SupervisionOrder.class, filter, request.getPageSize(), request.getPageToken());
            return ListSupervisionOrdersResponse.newBuilder()
                    .addAllSupervisionOrders(found.entries().stream()
                            .map(SupervisionOrderMessages::message)
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }
}
