package io.qipan.dispatch.attention;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.attention.Attentions.Count;
import io.qipan.dispatch.attention.Attentions.Key;
import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Urgency;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.AttentionServiceGrpc;
import io.qipan.proto.dispatch.v1.GetAttentionRequest;
import io.qipan.proto.dispatch.v1.GetAttentionResponse;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsResponse;
import io.qipan.proto.dispatch.v1.SettleAttentionRequest;
import io.qipan.proto.dispatch.v1.SettleAttentionResponse;
import io.qipan.proto.dispatch.v1.SummarizeAttentionsRequest;
import io.qipan.proto.dispatch.v1.SummarizeAttentionsResponse;
import io.qipan.proto.dispatch.v1.TakeAttentionRequest;
import io.qipan.proto.dispatch.v1.TakeAttentionResponse;
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
import java.util.List;

@Singleton
class AttentionRpc implements RpcService, AttentionServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final Attentions attentions;
    private final AttentionRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    AttentionRpc(
            UnitOfWork unitOfWork,
            Attentions attentions,
            AttentionRecords records,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.attentions = attentions;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(AttentionServiceGrpc.bindService(this));
    }

    @Override
    public void listAttentions(ListAttentionsRequest request, StreamObserver<ListAttentionsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(
                        () -> request.getOptionalKind() == Kind.KIND_UNSPECIFIED ? queue(request) : page(request)));
    }

    private ListAttentionsResponse queue(ListAttentionsRequest request) {
        int ofAKind = settings.attentionsPerKind();
        ListAttentionsResponse.Builder response = ListAttentionsResponse.newBuilder();
        attentions.queue(request.getDrill(), ofAKind).stream()
                .map(AttentionMessages::message)
                .forEach(response::addAttentions);
        attentions.rests(request.getDrill(), ofAKind).stream()
                .map(AttentionMessages::message)
                .forEach(response::addRests);
        return response.build();
    }

    private ListAttentionsResponse page(ListAttentionsRequest request) {
        String kind = request.getOptionalKind().name();
        Page page = Page.of(
                request.getPageSize(),
                USUAL_PAGE,
                request.getPageToken(),
                "attentions " + kind + " " + request.getDrill());
        List<Attention> found = attentions.list(
                AttentionKind.valueOf(kind), request.getDrill(), page.after(AttentionRpc::key), page.size() + 1);
        ListAttentionsResponse.Builder response = ListAttentionsResponse.newBuilder();
        page.cut(found).stream().map(AttentionMessages::message).forEach(response::addAttentions);
        return response.setNextPageToken(page.next(found, AttentionRpc::key)).build();
    }

    private static String key(Attention last) {
        return last.urgency() + " " + last.firstAt() + " " + last.id().name();
    }

    private static Key key(String text) {
        String[] parts = text.split(" ", 3);
        Instant firstAt = Instant.parse(parts[1]);
        if (firstAt.isBefore(Instant.EPOCH) || firstAt.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new IllegalArgumentException("The database holds no such time: " + text);
        }
        return new Key(Urgency.valueOf(parts[0]), firstAt, AttentionId.parse(parts[2]));
    }

    @Override
    public void getAttention(GetAttentionRequest request, StreamObserver<GetAttentionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> attentions
                        .find(AttentionId.parse(request.getName()))
                        .map(attention -> GetAttentionResponse.newBuilder()
                                .setAttention(AttentionMessages.message(attention))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void summarizeAttentions(
            SummarizeAttentionsRequest request, StreamObserver<SummarizeAttentionsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    List<Count> counts = attentions.count(request.getDrill());
                    return SummarizeAttentionsResponse.newBuilder()
                            .addAllCounts(counts.stream()
                                    .map(AttentionMessages::message)
                                    .toList())
                            .setOpen(counts.stream().mapToLong(Count::open).sum())
                            .setOldestAgeS(MeasureAttentions.age(counts, clock.instant()))
                            .build();
                }));
    }

    @Override
    public void takeAttention(TakeAttentionRequest request, StreamObserver<TakeAttentionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeAttentionResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Attention taken = records.lock(AttentionId.parse(request.getName()), request.getEtag())
                            .take(Caller.current().subject(), now, now.plus(settings.checkAttention()))
                            .orRefuse();
                    records.change(taken, "attention.taken", now, "");
                    return TakeAttentionResponse.newBuilder()
                            .setAttention(AttentionMessages.message(taken))
                            .build();
                }));
    }

    @Override
    public void settleAttention(SettleAttentionRequest request, StreamObserver<SettleAttentionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), SettleAttentionResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Attention settled = records.lock(AttentionId.parse(request.getName()), request.getEtag())
                            .settle(Caller.current().subject(), request.getNote(), now)
                            .orRefuse();
                    records.change(settled, "attention.settled", now, request.getNote());
                    return SettleAttentionResponse.newBuilder()
                            .setAttention(AttentionMessages.message(settled))
                            .build();
                }));
    }
}
