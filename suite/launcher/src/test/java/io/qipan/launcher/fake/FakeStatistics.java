package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureDefinition;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.GetSnapshotRequest;
import io.qipan.proto.ecology.v1.GetSnapshotResponse;
import io.qipan.proto.ecology.v1.ListDifferencesRequest;
import io.qipan.proto.ecology.v1.ListDifferencesResponse;
import io.qipan.proto.ecology.v1.ListFigureRowsRequest;
import io.qipan.proto.ecology.v1.ListFigureRowsResponse;
import io.qipan.proto.ecology.v1.Seizure;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import io.qipan.proto.ecology.v1.TakeSnapshotResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Counts what the fake board holds, at once. */
final class FakeStatistics extends StatisticsServiceGrpc.StatisticsServiceImplBase {
    private final FakeRiver river;
    private final Map<String, StatisticsSnapshot> snapshots = new HashMap<>();

    FakeStatistics(FakeRiver river) {
        this.river = river;
    }

    /** Of each figure the rows that the night leaves. */
    private Map<String, List<FigureRow>> rows() {
        Map<String, List<FigureRow>> rows = new LinkedHashMap<>();
        rows.put("clues_received", ofOne(river.clues.keySet()));
        rows.put("cases_opened", ofOne(river.cases.keySet()));
        rows.put("cases_transferred_in_time", ofOne(river.cases.keySet()));
        rows.put("cases_filed_by_police", ofOne(river.cases.keySet()));
        rows.put("evidence_taken_in", ofOne(river.evidence.keySet()));
        rows.put("gear_seized", seized(Seizure::getGear));
        rows.put("catch_seized_kg", seized(Seizure::getCatchKg));
        rows.put("patrols", List.of());
        return rows;
    }

    private static List<FigureRow> ofOne(Collection<String> names) {
        return names.stream().map(name -> row(name, 1)).toList();
    }

    private List<FigureRow> seized(ToDoubleFunction<Seizure> amount) {
        return river.seizures.values().stream()
                .map(record -> row(
                        record.getName(), amount.applyAsDouble(record.getEntry().getSeizure())))
                .toList();
    }

    private static FigureRow row(String resource, double amount) {
        return FigureRow.newBuilder().setResource(resource).setAmount(amount).build();
    }

    @Override
    public void takeSnapshot(TakeSnapshotRequest request, StreamObserver<TakeSnapshotResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, TakeSnapshotResponse.class, () -> {
                    StatisticsSnapshot.Builder taken = StatisticsSnapshot.newBuilder()
                            .setName(FakeStore.name("statisticsSnapshots"))
                            .setState(StatisticsSnapshot.State.FROZEN)
                            .setHash("%064x".formatted(rows().hashCode()))
                            .setRerunOf(request.getRerunOf());
                    rows().forEach((code, rows) -> taken.addFigures(Figure.newBuilder()
                            .setDefinition(
                                    FigureDefinition.newBuilder().setCode(code).setTitleEn(code))
                            .setRows(rows.size())));
                    StatisticsSnapshot snapshot = taken.build();
                    snapshots.put(snapshot.getName(), snapshot);
                    return TakeSnapshotResponse.newBuilder()
                            .setSnapshot(snapshot)
                            .build();
                }));
    }

    @Override
    public void getSnapshot(GetSnapshotRequest request, StreamObserver<GetSnapshotResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.read(() -> GetSnapshotResponse.newBuilder()
                        .setSnapshot(FakeStore.found(snapshots.get(request.getName()), request.getName()))
                        .build()));
    }

    @Override
    public void listFigureRows(ListFigureRowsRequest request, StreamObserver<ListFigureRowsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.read(() -> ListFigureRowsResponse.newBuilder()
                        .addAllRows(FakeStore.found(rows().get(request.getFigure()), request.getFigure()))
                        .build()));
    }

    @Override
    public void listDifferences(ListDifferencesRequest request, StreamObserver<ListDifferencesResponse> observer) {
        FakeStore.answer(observer, ListDifferencesResponse::getDefaultInstance);
    }
}
