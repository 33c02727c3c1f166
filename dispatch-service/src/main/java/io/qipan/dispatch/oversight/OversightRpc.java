package io.qipan.dispatch.oversight;

import com.google.protobuf.Timestamp;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.figure.FigureMessages;
import io.qipan.dispatch.figure.Figures;
import io.qipan.dispatch.figure.Figures.Period;
import io.qipan.dispatch.figure.model.Figure;
import io.qipan.dispatch.figure.model.Grouping;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.dispatch.oversight.OpenWork.Item;
import io.qipan.dispatch.oversight.OpenWork.Key;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkResponse;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class OversightRpc implements RpcService, OversightServiceGrpc.AsyncService {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final UnitOfWork unitOfWork;
    private final OpenWork openWork;
    private final Figures figures;

    OversightRpc(UnitOfWork unitOfWork, OpenWork openWork, Figures figures) {
        this.unitOfWork = unitOfWork;
        this.openWork = openWork;
        this.figures = figures;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(OversightServiceGrpc.bindService(this));
    }

    @Override
    public void listOpenWork(ListOpenWorkRequest request, StreamObserver<ListOpenWorkResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(), 50, request.getPageToken(), "open work " + request.getOrphansOnly());
                    List<Item> found =
                            openWork.list(request.getOrphansOnly(), page.after(OversightRpc::key), page.size() + 1);
                    ListOpenWorkResponse.Builder response = ListOpenWorkResponse.newBuilder();
                    page.cut(found)
                            .forEach(item -> response.addWorkBuilder()
                                    .setResource(item.resource())
                                    .setState(item.state())
                                    .setOwner(item.owner())
                                    .setNextDeadlineAt(Times.message(item.nextDeadlineAt()))
                                    .setDrill(item.drill()));
                    return response.setNextPageToken(
                                    page.next(found, item -> item.nextDeadlineAt() + " " + item.resource()))
                            .build();
                }));
    }

    private static Key key(String text) {
        int space = text.indexOf(' ');
        Instant nextDeadlineAt = Instant.parse(text.substring(0, space));
        String resource = text.substring(space + 1);
        if (nextDeadlineAt.isBefore(Instant.EPOCH) || nextDeadlineAt.isAfter(LATEST) || resource.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The database holds no such key: " + text);
        }
        return new Key(nextDeadlineAt, resource);
    }

    @Override
    public void summarizeCallProcessing(
            SummarizeCallProcessingRequest request, StreamObserver<SummarizeCallProcessingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Period period = new Period(
                            optional(request.hasFrom(), request.getFrom()),
                            optional(request.hasUntil(), request.getUntil()),
                            request.getOptionalReferencePrefix(),
                            false);
                    return processing(figures.summarize(Measure.PROCESSING, Grouping.NONE, period)
                            .ofAll());
                }));
    }

    private static SummarizeCallProcessingResponse processing(Figure figure) {
        long withinAMinute = figure.within().get(Measure.PROCESSING.boundsS().indexOf(60));
        return SummarizeCallProcessingResponse.newBuilder()
                .setN(figure.n())
                .setMeanS(figure.meanS())
                .setP50S(figure.p50S())
                .setP90S(figure.p90S())
                .setShareWithin60S(figure.n() == 0 ? 0 : (double) withinAMinute / figure.n())
                .setWithoutOrder(figure.unfinished())
                .setDefinition(Measure.PROCESSING.english(false))
                .setGivenUp(figure.givenUp())
                .setContradictory(figure.contradictory())
                .addAllExcluded(FigureMessages.excluded(figure))
                .addAllExclusions(FigureMessages.exclusions(Measure.PROCESSING, false))
                .build();
    }

    private static Optional<Instant> optional(boolean given, Timestamp time) {
        return given ? Optional.of(Times.instant(time)) : Optional.empty();
    }
}
