package io.qipan.dispatch.command;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.command.AnswerCommand.Told;
import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.command.model.End;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandResponse;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ConfirmCommandDeliveryRequest;
import io.qipan.proto.dispatch.v1.ConfirmCommandDeliveryResponse;
import io.qipan.proto.dispatch.v1.ExcuseFromCommandRequest;
import io.qipan.proto.dispatch.v1.ExcuseFromCommandResponse;
import io.qipan.proto.dispatch.v1.GetCommandNoticeRequest;
import io.qipan.proto.dispatch.v1.GetCommandNoticeResponse;
import io.qipan.proto.dispatch.v1.GetCommandOrderRequest;
import io.qipan.proto.dispatch.v1.GetCommandOrderResponse;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.IssueCommandOrderResponse;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ListCommandNoticesResponse;
import io.qipan.proto.dispatch.v1.ListCommandOrdersRequest;
import io.qipan.proto.dispatch.v1.ListCommandOrdersResponse;
import io.qipan.proto.dispatch.v1.ReportCommandResultRequest;
import io.qipan.proto.dispatch.v1.ReportCommandResultResponse;
import io.qipan.proto.dispatch.v1.TakeOverCommandOrderRequest;
import io.qipan.proto.dispatch.v1.TakeOverCommandOrderResponse;
import io.qipan.proto.dispatch.v1.WithdrawCommandOrderRequest;
import io.qipan.proto.dispatch.v1.WithdrawCommandOrderResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

@Singleton
class CommandOrderRpc implements RpcService, CommandOrderServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final CommandOrders orders;
    private final CommandNotices notices;
    private final CommandRecords records;
    private final IssueCommand issueCommand;
    private final WithdrawCommand withdrawCommand;
    private final AnswerCommand answer;
    private final Completion completion;
    private final InstantSource clock;

    CommandOrderRpc(
            UnitOfWork unitOfWork,
            CommandOrders orders,
            CommandNotices notices,
            CommandRecords records,
            IssueCommand issueCommand,
            WithdrawCommand withdrawCommand,
            AnswerCommand answer,
            Completion completion,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.notices = notices;
        this.records = records;
        this.issueCommand = issueCommand;
        this.withdrawCommand = withdrawCommand;
        this.answer = answer;
        this.completion = completion;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CommandOrderServiceGrpc.bindService(this));
    }

    @Override
    public void issueCommandOrder(
            IssueCommandOrderRequest request, StreamObserver<IssueCommandOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        IssueCommandOrderResponse.parser(),
                        () -> IssueCommandOrderResponse.newBuilder()
                                .setOrder(CommandMessages.message(issueCommand.issue(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void withdrawCommandOrder(
            WithdrawCommandOrderRequest request, StreamObserver<WithdrawCommandOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WithdrawCommandOrderResponse.parser(), () -> {
                    CommandOrder withdrawn = withdrawCommand.withdraw(
                            CommandOrderId.parse(request.getName()),
                            request.getEtag(),
                            request.getReason(),
                            Caller.current().subject());
                    return WithdrawCommandOrderResponse.newBuilder()
                            .setOrder(CommandMessages.message(withdrawn))
                            .build();
                }));
    }

    @Override
    public void takeOverCommandOrder(
            TakeOverCommandOrderRequest request, StreamObserver<TakeOverCommandOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeOverCommandOrderResponse.parser(), () -> {
                    CommandOrder order = records.lock(CommandOrderId.parse(request.getName()), request.getEtag())
                            .takeOver(Caller.current().subject())
                            .orRefuse();
                    return TakeOverCommandOrderResponse.newBuilder()
                            .setOrder(CommandMessages.message(
                                    records.change(order, "command_order.taken_over", Times.now(clock), "")))
                            .build();
                }));
    }

    @Override
    public void getCommandOrder(GetCommandOrderRequest request, StreamObserver<GetCommandOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    CommandOrder order = find(CommandOrderId.parse(request.getName()));
                    return GetCommandOrderResponse.newBuilder()
                            .setOrder(CommandMessages.message(order))
                            .setCounts(CommandMessages.counts(
                                    notices.count(order.brief().order())))
                            .build();
                }));
    }

    private CommandOrder find(CommandOrderId id) {
        return orders.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void listCommandOrders(
            ListCommandOrdersRequest request, StreamObserver<ListCommandOrdersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(), PAGE_SIZE, request.getPageToken(), "open " + request.getOpenOnly());
                    List<CommandOrder> found =
                            orders.list(request.getOpenOnly(), page.after(CommandOrderId::parse), page.size() + 1);
                    return ListCommandOrdersResponse.newBuilder()
                            .addAllOrders(page.cut(found).stream()
                                    .map(CommandMessages::message)
                                    .toList())
                            .setNextPageToken(page.next(found, CommandOrder::name))
                            .build();
                }));
    }

    @Override
    public void getCommandNotice(GetCommandNoticeRequest request, StreamObserver<GetCommandNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    CommandNotice notice = notices.find(CommandNoticeId.parse(request.getName()))
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                    Caller.current().mayActFor(notice.recipient());
                    return GetCommandNoticeResponse.newBuilder()
                            .setNotice(CommandMessages.message(notice))
                            .setOrder(
                                    CommandMessages.message(find(notice.brief().order())))
                            .build();
                }));
    }

    @Override
    public void listCommandNotices(
            ListCommandNoticesRequest request, StreamObserver<ListCommandNoticesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Caller.current().mayActFor(request.getOptionalRecipient());
                    CommandNotices.Filter filter = new CommandNotices.Filter(
                            Optional.of(request.getOptionalRecipient()).filter(name -> !name.isEmpty()),
                            Optional.of(request.getOptionalOrder())
                                    .filter(name -> !name.isEmpty())
                                    .map(CommandOrderId::parse),
                            request.getOpenOnly(),
                            request.getEscalatedOnly());
                    Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), filter.toString());
                    List<CommandNotice> found =
                            notices.list(filter, page.after(CommandNoticeId::parse), page.size() + 1);
                    return ListCommandNoticesResponse.newBuilder()
                            .addAllNotices(page.cut(found).stream()
                                    .map(CommandMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, notice -> notice.id().name()))
                            .build();
                }));
    }

    @Override
    public void confirmCommandDelivery(
            ConfirmCommandDeliveryRequest request, StreamObserver<ConfirmCommandDeliveryResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmCommandDeliveryResponse.parser(), () -> {
                    CommandNotice notice =
                            answer.deliver(new Told(request.getName(), request.getEtag(), false), Caller.current());
                    return ConfirmCommandDeliveryResponse.newBuilder()
                            .setNotice(CommandMessages.message(notice))
                            .build();
                }));
    }

    @Override
    public void acknowledgeCommand(
            AcknowledgeCommandRequest request, StreamObserver<AcknowledgeCommandResponse> observer) {
        Answer.unary(observer, () -> {
            AcknowledgeCommandResponse durable =
                    unitOfWork.once(RequestKey.of(request), AcknowledgeCommandResponse.parser(), () -> {
                        CommandNotice notice = answer.acknowledge(
                                new Told(request.getName(), request.getEtag(), request.getByVoice()), Caller.current());
                        return AcknowledgeCommandResponse.newBuilder()
                                .setNotice(CommandMessages.message(notice))
                                .build();
                    });
            completion.look(durable.getNotice().getOrder());
            return durable;
        });
    }

    @Override
    public void reportCommandResult(
            ReportCommandResultRequest request, StreamObserver<ReportCommandResultResponse> observer) {
        Answer.unary(observer, () -> {
            ReportCommandResultResponse durable =
                    unitOfWork.once(RequestKey.of(request), ReportCommandResultResponse.parser(), () -> {
                        CommandNotice notice = answer.report(
                                End.valueOf(request.getResult().name()),
                                request.getReason(),
                                new Told(request.getName(), request.getEtag(), request.getByVoice()),
                                Caller.current());
                        return ReportCommandResultResponse.newBuilder()
                                .setNotice(CommandMessages.message(notice))
                                .build();
                    });
            completion.look(durable.getNotice().getOrder());
            return durable;
        });
    }

    @Override
    public void excuseFromCommand(
            ExcuseFromCommandRequest request, StreamObserver<ExcuseFromCommandResponse> observer) {
        Answer.unary(observer, () -> {
            ExcuseFromCommandResponse durable =
                    unitOfWork.once(RequestKey.of(request), ExcuseFromCommandResponse.parser(), () -> {
                        CommandNotice notice = answer.excuse(
                                request.getReason(),
                                new Told(request.getName(), request.getEtag(), false),
                                Caller.current());
                        return ExcuseFromCommandResponse.newBuilder()
                                .setNotice(CommandMessages.message(notice))
                                .build();
                    });
            completion.look(durable.getNotice().getOrder());
            return durable;
        });
    }
}
