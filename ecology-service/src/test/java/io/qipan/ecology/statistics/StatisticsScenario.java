package io.qipan.ecology.statistics;

import static io.qipan.ecology.registry.RegistryScenario.at;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.clue.ClueScenario;
import io.qipan.ecology.fieldwork.FieldworkScenario;
import io.qipan.ecology.inspection.InspectionPorts;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.ecology.start.StatisticsStart;
import io.qipan.ecology.statistics.PatrolFigures.Measured;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.GetSnapshotRequest;
import io.qipan.proto.ecology.v1.ListDifferencesRequest;
import io.qipan.proto.ecology.v1.ListFigureRowsRequest;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc.StatisticsServiceBlockingStub;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that figures count, on PostgreSQL, and snapshots of it. */
abstract class StatisticsScenario {
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    final TestClock clock = TestClock.standing();
    final Deadlines deadlines = new PostgresDeadlines(clock);
    final Journal journal = new PostgresJournal(clock);
    final RegistryScenario registry =
            new RegistryScenario(DATABASE.unitOfWork(), AgencyPorts.postgres(), deadlines, journal, clock);
    final Snapshots snapshots = new PostgresSnapshots();
    Measured patrol = new Measured.Known(List.of(
            new PatrolFigures.Row(FigureCode.PATROL_KM_FILTERED, "units/boat-1", 41.5, NOVEMBER),
            new PatrolFigures.Row(FigureCode.PATROL_KM_RAW, "units/boat-1", 66.25, NOVEMBER),
            new PatrolFigures.Row(FigureCode.PATROLS, "shifts/1", 1, NOVEMBER)));

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(this::services).withClock(clock);

    List<RpcService> services() {
        List<RpcService> services =
                new ArrayList<>(StoredCases.procedure(DATABASE.unitOfWork(), deadlines, journal, clock));
        services.addAll(InspectionPorts.handlers(
                DATABASE.unitOfWork(),
                registry,
                deadlines,
                journal,
                new ClueScenario(DATABASE.unitOfWork(), clock).checks(),
                clock));
        services.add(registry.handlers());
        services.add(FieldworkScenario.handlers(
                DATABASE.unitOfWork(), StoredCases.port(), registry.responsible, journal, clock));
        services.add(new StatisticsRpc(
                DATABASE.unitOfWork(),
                clock,
                snapshots,
                new TakeSnapshot(snapshots, registry.responsible, deadlines, journal),
                new CompareSnapshots(snapshots),
                StatisticsStart.definitions()));
        return services;
    }

    @BeforeEach
    void knowAgencies() {
        registry.agencies();
    }

    StatisticsServiceBlockingStub officer() {
        return StatisticsServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    StatisticsSnapshot frozen(TakeSnapshotRequest.Builder request) {
        StatisticsSnapshot ordered =
                officer().takeSnapshot(request.setRequestId(newId()).build()).getSnapshot();
        CountSnapshot count = new CountSnapshot(
                DATABASE.unitOfWork(),
                snapshots,
                (_, _) -> patrol,
                StatisticsStart.definitions(),
                deadlines,
                journal,
                clock,
                new SimpleMeterRegistry());
        boolean counted = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(count)).handleNext();
        assertThat(counted).isTrue();
        return officer()
                .getSnapshot(GetSnapshotRequest.newBuilder()
                        .setName(ordered.getName())
                        .build())
                .getSnapshot();
    }

    static TakeSnapshotRequest.Builder november() {
        return TakeSnapshotRequest.newBuilder()
                .setFrom(at("2026-11-01T00:00:00Z"))
                .setUntil(at("2026-11-20T00:00:00Z"));
    }

    static TakeSnapshotRequest.Builder again(StatisticsSnapshot first) {
        return TakeSnapshotRequest.newBuilder().setRerunOf(first.getName());
    }

    static Figure figure(StatisticsSnapshot snapshot, FigureCode code) {
        return snapshot.getFiguresList().stream()
                .filter(figure -> figure.getDefinition().getCode().equals(code.code()))
                .findFirst()
                .orElseThrow();
    }

    List<FigureDifference> differences(StatisticsSnapshot rerun) {
        return officer()
                .listDifferences(ListDifferencesRequest.newBuilder()
                        .setName(rerun.getName())
                        .build())
                .getDifferencesList();
    }

    List<String> rows(StatisticsSnapshot snapshot, FigureCode code) {
        return officer()
                .listFigureRows(ListFigureRowsRequest.newBuilder()
                        .setName(snapshot.getName())
                        .setFigure(code.code())
                        .build())
                .getRowsList()
                .stream()
                .map(FigureRow::getResource)
                .toList();
    }
}
