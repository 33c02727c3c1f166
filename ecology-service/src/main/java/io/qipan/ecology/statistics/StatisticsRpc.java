package io.qipan.ecology.statistics;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.statistics.Snapshots.RowKey;
import io.qipan.ecology.statistics.model.Definitions;
import io.qipan.ecology.statistics.model.Period;
import io.qipan.proto.ecology.v1.ExportSnapshotRequest;
import io.qipan.proto.ecology.v1.ExportSnapshotResponse;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.GetSnapshotRequest;
import io.qipan.proto.ecology.v1.GetSnapshotResponse;
import io.qipan.proto.ecology.v1.ListDifferencesRequest;
import io.qipan.proto.ecology.v1.ListDifferencesResponse;
import io.qipan.proto.ecology.v1.ListFigureDefinitionsRequest;
import io.qipan.proto.ecology.v1.ListFigureDefinitionsResponse;
import io.qipan.proto.ecology.v1.ListFigureRowsRequest;
import io.qipan.proto.ecology.v1.ListFigureRowsResponse;
import io.qipan.proto.ecology.v1.ListSnapshotsRequest;
import io.qipan.proto.ecology.v1.ListSnapshotsResponse;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.StatisticsSnapshot.State;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import io.qipan.proto.ecology.v1.TakeSnapshotResponse;
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
import java.util.Optional;
import java.util.UUID;

@Singleton
public class StatisticsRpc implements RpcService, StatisticsServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Snapshots snapshots;
    private final TakeSnapshot takeSnapshot;
    private final CompareSnapshots compareSnapshots;
    private final Definitions definitions;

    public StatisticsRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Snapshots snapshots,
            TakeSnapshot takeSnapshot,
            CompareSnapshots compareSnapshots,
            Definitions definitions) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.snapshots = snapshots;
        this.takeSnapshot = takeSnapshot;
        this.compareSnapshots = compareSnapshots;
        this.definitions = definitions;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(StatisticsServiceGrpc.bindService(this));
    }

    @Override
    public void listFigureDefinitions(
            ListFigureDefinitionsRequest request, StreamObserver<ListFigureDefinitionsResponse> observer) {
        Answer.unary(
                observer,
                () -> ListFigureDefinitionsResponse.newBuilder()
                        .addAllDefinitions(definitions.all().stream()
                                .map(StatisticsMessages::message)
                                .toList())
                        .build());
    }

    @Override
    public void takeSnapshot(TakeSnapshotRequest request, StreamObserver<TakeSnapshotResponse> observer) {
        Answer.unary(observer, () -> {
            String by = Caller.current().subject();
            return unitOfWork.once(
                    RequestKey.of(request),
                    TakeSnapshotResponse.parser(),
                    () -> TakeSnapshotResponse.newBuilder()
                            .setSnapshot(ordered(request, by, Times.now(clock)))
                            .build());
        });
    }

    private StatisticsSnapshot ordered(TakeSnapshotRequest request, String by, Instant now) {
        if (!request.getRerunOf().isEmpty()) {
            return takeSnapshot.takeAgain(request.getRerunOf(), by, now);
        }
        Period period = new Period(Times.instant(request.getFrom()), Times.instant(request.getUntil()));
        return takeSnapshot.take(period, request.getScope(), by, now);
    }

    @Override
    public void getSnapshot(GetSnapshotRequest request, StreamObserver<GetSnapshotResponse> observer) {
        Answer.unary(
                observer,
                () -> GetSnapshotResponse.newBuilder()
                        .setSnapshot(unitOfWork.read(() -> found(request.getName())))
                        .build());
    }

    private StatisticsSnapshot found(String name) {
        return SnapshotName.parse(name)
                .flatMap(snapshots::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    @Override
    public void listSnapshots(ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "snapshots");
            Optional<UUID> before = page.after(UUID::fromString);
            List<StatisticsSnapshot> found = unitOfWork.read(() -> snapshots.list(before, page.size() + 1));
            return ListSnapshotsResponse.newBuilder()
                    .addAllSnapshots(page.cut(found))
                    .setNextPageToken(page.next(found, last -> last.getName().substring(SnapshotName.PREFIX.length())))
                    .build();
        });
    }

    @Override
    public void listFigureRows(ListFigureRowsRequest request, StreamObserver<ListFigureRowsResponse> observer) {
        Answer.unary(observer, () -> {
            String named = request.getName() + " " + request.getFigure();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), named);
            List<FigureRow> rows = unitOfWork.read(() -> {
                UUID id = SnapshotName.parse(found(request.getName()).getName()).orElseThrow();
                return snapshots.rows(id, request.getFigure(), page.after(), page.size() + 1);
            });
            return ListFigureRowsResponse.newBuilder()
                    .addAllRows(page.cut(rows))
                    .setNextPageToken(page.next(rows, FigureRow::getResource))
                    .build();
        });
    }

    @Override
    public void listDifferences(ListDifferencesRequest request, StreamObserver<ListDifferencesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(
                    request.getPageSize(), PAGE_SIZE, request.getPageToken(), "differences " + request.getName());
            Optional<RowKey> after = page.after(RowKey::parse);
            List<FigureDifference> found =
                    unitOfWork.read(() -> compareSnapshots.compare(found(request.getName()), after, page.size() + 1));
            return ListDifferencesResponse.newBuilder()
                    .addAllDifferences(page.cut(found))
                    .setNextPageToken(
                            page.next(found, last -> new RowKey(last.getFigure(), last.getResource()).toString()))
                    .build();
        });
    }

    @Override
    public void exportSnapshot(ExportSnapshotRequest request, StreamObserver<ExportSnapshotResponse> observer) {
        Answer.unary(observer, () -> {
            StatisticsSnapshot snapshot = unitOfWork.read(() -> found(request.getName()));
            if (snapshot.getState() != State.FROZEN) {
                throw Refusal.illegalTransition(
                                snapshot.getName(), snapshot.getState().name(), "be exported")
                        .asException();
            }
            return ExportSnapshotResponse.newBuilder()
                    .setCsv(StatisticsMessages.csv(snapshot))
                    .build();
        });
    }
}
