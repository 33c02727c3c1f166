package io.qipan.ecology.checklist;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.checklist.ChangeItem.Step;
import io.qipan.ecology.checklist.ChecklistItems.Filter;
import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.ecology.checklist.model.ItemState.Waived;
import io.qipan.proto.ecology.v1.ChecklistItemServiceGrpc;
import io.qipan.proto.ecology.v1.GetChecklistItemRequest;
import io.qipan.proto.ecology.v1.GetChecklistItemResponse;
import io.qipan.proto.ecology.v1.ListChecklistItemsRequest;
import io.qipan.proto.ecology.v1.ListChecklistItemsResponse;
import io.qipan.proto.ecology.v1.ReassignChecklistItemRequest;
import io.qipan.proto.ecology.v1.ReassignChecklistItemResponse;
import io.qipan.proto.ecology.v1.ReopenChecklistItemRequest;
import io.qipan.proto.ecology.v1.ReopenChecklistItemResponse;
import io.qipan.proto.ecology.v1.TickChecklistItemRequest;
import io.qipan.proto.ecology.v1.TickChecklistItemResponse;
import io.qipan.proto.ecology.v1.WaiveChecklistItemRequest;
import io.qipan.proto.ecology.v1.WaiveChecklistItemResponse;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class ChecklistItemRpc implements RpcService, ChecklistItemServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final ChecklistItems items;
    private final TickItem tickItem;
    private final ChangeItem changeItem;

    public ChecklistItemRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            ChecklistItems items,
            TickItem tickItem,
            ChangeItem changeItem) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.items = items;
        this.tickItem = tickItem;
        this.changeItem = changeItem;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ChecklistItemServiceGrpc.bindService(this));
    }

    @Override
    public void tickChecklistItem(
            TickChecklistItemRequest request, StreamObserver<TickChecklistItemResponse> observer) {
        Answer.unary(observer, () -> {
            Caller caller = Caller.current();
            return unitOfWork.once(RequestKey.of(request), TickChecklistItemResponse.parser(), () -> {
                Done done = ItemMessages.done(request, caller.subject(), Times.now(clock));
                ChecklistItem ticked = tickItem.tick(request.getName(), request.getEtag(), done, caller);
                return TickChecklistItemResponse.newBuilder()
                        .setItem(ItemMessages.message(ticked))
                        .build();
            });
        });
    }

    @Override
    public void reopenChecklistItem(
            ReopenChecklistItemRequest request, StreamObserver<ReopenChecklistItemResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReopenChecklistItemResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    String by = Caller.current().subject();
                    ChecklistItem changed = changeItem.change(
                            new Step(request.getName(), request.getEtag(), "reopened", request.getReason(), now),
                            found -> found.reopened(now, by));
                    return ReopenChecklistItemResponse.newBuilder()
                            .setItem(ItemMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void waiveChecklistItem(
            WaiveChecklistItemRequest request, StreamObserver<WaiveChecklistItemResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WaiveChecklistItemResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Waived waived = new Waived(now, Caller.current().subject(), request.getReason());
                    ChecklistItem changed = changeItem.change(
                            new Step(request.getName(), request.getEtag(), "waived", request.getReason(), now),
                            found -> found.waived(waived));
                    return WaiveChecklistItemResponse.newBuilder()
                            .setItem(ItemMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void reassignChecklistItem(
            ReassignChecklistItemRequest request, StreamObserver<ReassignChecklistItemResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReassignChecklistItemResponse.parser(), () -> {
                    ChecklistItem changed = changeItem.change(
                            new Step(
                                    request.getName(),
                                    request.getEtag(),
                                    "reassigned",
                                    request.getReason(),
                                    Times.now(clock)),
                            found -> found.reassigned(request.getOwner()));
                    return ReassignChecklistItemResponse.newBuilder()
                            .setItem(ItemMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void getChecklistItem(GetChecklistItemRequest request, StreamObserver<GetChecklistItemResponse> observer) {
        Answer.unary(observer, () -> {
            ChecklistItem found = unitOfWork
                    .read(() -> ChecklistRecords.id(request.getName()).flatMap(items::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetChecklistItemResponse.newBuilder()
                    .setItem(ItemMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listChecklistItems(
            ListChecklistItemsRequest request, StreamObserver<ListChecklistItemsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    request.toBuilder().clearPageSize().clearPageToken().build().toString());
            Optional<UUID> before = page.after(UUID::fromString);
            Filter filter = filter(request);
            List<ChecklistItem> found = unitOfWork.read(() -> items.list(filter, before, page.size() + 1));
            return ListChecklistItemsResponse.newBuilder()
                    .addAllItems(
                            page.cut(found).stream().map(ItemMessages::message).toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    private Filter filter(ListChecklistItemsRequest request) {
        return new Filter(
                TemplateMessages.given(request.getOptionalOwner()),
                TemplateMessages.given(request.getOptionalSupervisor()),
                TemplateMessages.given(request.getOptionalMonth()).map(YearMonth::parse),
                TemplateMessages.given(request.getOptionalTemplate()),
                request.getOverdue() ? Optional.of(Times.now(clock)) : Optional.empty());
    }
}
