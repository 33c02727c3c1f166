package io.qipan.ecology.statistics;

import static io.qipan.ecology.registry.RegistryScenario.OUTFALL;
import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.ecology.registry.RegistryScenario.outfall;
import static io.qipan.ecology.registry.RegistryScenario.register;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.inspection.InspectionPorts;
import io.qipan.ecology.statistics.PatrolFigures.Measured;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.AnnulInspectionRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CorrectInspectionRequest;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.Inspection;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.Seizure;
import io.qipan.proto.ecology.v1.StatisticsScope;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What each figure of inspections, cases and seizures counts, and what it does not. */
class FiguresIT extends StatisticsScenario {
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");

    private InspectionServiceGrpc.InspectionServiceBlockingStub inspector() {
        return InspectionServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private Inspection inspected() {
        return inspector().recordInspection(InspectionPorts.ofOutfall().build()).getInspection();
    }

    private void anOutfall() {
        var ignored = SubjectServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .registerSubject(register(outfall("WH-012")));
        InspectionPorts.keepTemplates(DATABASE.unitOfWork(), journal, clock.instant());
    }

    /** From this morning until now. */
    private StatisticsSnapshot counted(StatisticsScope.Builder scope) {
        clock.advance(Duration.ofSeconds(1));
        return frozen(TakeSnapshotRequest.newBuilder()
                .setFrom(Times.message(BEGIN))
                .setUntil(Times.message(clock.instant()))
                .setScope(scope));
    }

    private StatisticsSnapshot counted() {
        return counted(StatisticsScope.newBuilder());
    }

    private Case opened(boolean drill) {
        Case file = StoredCases.opened(rpc.channelOf("chen", Role.COMMANDER), drill);
        // Reviews are of no interest here, and nobody handles them.
        DATABASE.execute("delete from deadline where kind = 'case.review'");
        return file;
    }

    private Case filedByPolice(Case opened, Duration untilDecided) {
        return StoredCases.filedByPolice(rpc.channelOf("chen", Role.COMMANDER), opened, () -> {
            Instant ignored = clock.advance(untilDecided);
        });
    }

    private StatisticsSnapshot countedWithoutClocks(StatisticsScope.Builder scope) {
        DATABASE.execute("delete from deadline where kind = 'case.clock'");
        return counted(scope);
    }

    @Test
    void anAnnulledInspectionCountsNowhereAndAFrozenSnapshotStays() {
        // Given
        anOutfall();
        Inspection kept = inspected();
        Inspection wrong = inspected();
        StatisticsSnapshot first = counted();

        // When
        Inspection annulled = inspector()
                .annulInspection(AnnulInspectionRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(wrong.getName())
                        .setEtag(wrong.getEtag())
                        .setReason("told twice")
                        .build())
                .getInspection();

        // Then
        assertThat(annulled.getAnnulled()).isTrue();
        DATABASE.execute("delete from deadline where kind like 'subject%'");
        StatisticsSnapshot second = frozen(TakeSnapshotRequest.newBuilder().setRerunOf(first.getName()));
        assertThat(rows(first, FigureCode.INSPECTIONS)).containsExactlyInAnyOrder(kept.getName(), wrong.getName());
        assertThat(rows(second, FigureCode.INSPECTIONS)).containsExactly(kept.getName());
        assertThat(figure(first, FigureCode.TURNOUT_PEOPLE).getValue()).isEqualTo(4);
        assertThat(figure(second, FigureCode.TURNOUT_PEOPLE).getValue()).isEqualTo(2);
        assertThat(differences(second))
                .extracting(difference -> difference.getFigure() + " " + difference.getKind())
                .containsExactly("inspections REMOVED", "turnout_people REMOVED", "turnout_vehicles REMOVED");
    }

    @Test
    void aCorrectedTurnOutCountsAsCorrected() {
        // Given
        anOutfall();
        Inspection told = inspected();
        var correction = CorrectInspectionRequest.newBuilder()
                .setRequestId(newId())
                .setName(told.getName())
                .setEtag(told.getEtag())
                .setPeople(20)
                .setReason("two squads were there")
                .build();

        // When
        Inspection corrected = inspector().correctInspection(correction).getInspection();

        // Then
        assertThat(corrected.getPeople()).isEqualTo(20);
        assertThat(corrected.getSubject()).isEqualTo(OUTFALL);
        assertThat(figure(counted(), FigureCode.TURNOUT_PEOPLE).getValue()).isEqualTo(20);
        assertThat(reasonOf(refused(() -> inspector()
                        .correctInspection(
                                correction.toBuilder().setRequestId(newId()).build()))))
                .isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void aCaseIsTransferredInTimeAndFiled() {
        // Given
        Case file = filedByPolice(opened(false), Duration.ZERO);

        // When
        StatisticsSnapshot snapshot = countedWithoutClocks(StatisticsScope.newBuilder());

        // Then
        assertThat(rows(snapshot, FigureCode.CASES_OPENED)).containsExactly(file.getName());
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED)).containsExactly(file.getName());
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED_IN_TIME)).containsExactly(file.getName());
        assertThat(rows(snapshot, FigureCode.CASES_FILED_BY_POLICE)).containsExactly(file.getName());
    }

    @Test
    void aTransferThatWasDecidedTooLateIsNotInTime() {
        // Given
        Case file = filedByPolice(opened(false), Duration.ofDays(6));

        // When
        StatisticsSnapshot snapshot = countedWithoutClocks(StatisticsScope.newBuilder());

        // Then
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED)).containsExactly(file.getName());
        assertThat(figure(snapshot, FigureCode.CASES_TRANSFERRED_IN_TIME).getValue())
                .isZero();
    }

    @Test
    void aTransferLongAfterTheOpinionOfTheProcuratorateIsNotInTime() {
        // Given
        Case file = StoredCases.handedOverByOpinion(rpc.channelOf("chen", Role.COMMANDER), opened(false), () -> {
            Instant ignored = clock.advance(Duration.ofDays(30));
        });

        // When
        StatisticsSnapshot snapshot = countedWithoutClocks(StatisticsScope.newBuilder());

        // Then
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED)).containsExactly(file.getName());
        assertThat(figure(snapshot, FigureCode.CASES_TRANSFERRED_IN_TIME).getValue())
                .isZero();
    }

    @Test
    void aClockThatStartedAfterTheTransferDoesNotMakeItLate() {
        // Given
        Case file = filedByPolice(opened(false), Duration.ZERO);
        DATABASE.execute("""
                insert into case_clock (case_id, number, kind, state, due_at, duty, watchers, clock, late, started_at)
                select case_id, 90, 'DECIDE_TRANSFER', 'STOPPED', due_at, duty, watchers, clock, true,
                    started_at + interval '40 days'
                from case_clock where case_id = '%s' and kind = 'DECIDE_TRANSFER'\
                """.formatted(file.getName().substring("cases/".length())));

        // When
        StatisticsSnapshot snapshot = countedWithoutClocks(StatisticsScope.newBuilder());

        // Then
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED_IN_TIME)).containsExactly(file.getName());
    }

    @Test
    void aCaseThatIsOnlyOpenIsNotTransferred() {
        // Given
        Case file = opened(false);

        // When
        StatisticsSnapshot snapshot = counted();

        // Then
        assertThat(rows(snapshot, FigureCode.CASES_OPENED)).containsExactly(file.getName());
        assertThat(rows(snapshot, FigureCode.CASES_TRANSFERRED)).isEmpty();
        assertThat(rows(snapshot, FigureCode.CASES_FILED_BY_POLICE)).isEmpty();
    }

    @Test
    void drillsAreCountedApart() {
        // Given
        Case drill = filedByPolice(opened(true), Duration.ZERO);

        // When
        StatisticsSnapshot drills =
                countedWithoutClocks(StatisticsScope.newBuilder().setDrills(true));

        // Then
        assertThat(rows(drills, FigureCode.CASES_FILED_BY_POLICE)).containsExactly(drill.getName());
        assertThat(patrol).isInstanceOf(Measured.Known.class);
        assertThat(figure(drills, FigureCode.PATROL_KM_RAW).hasValue())
                .as("tracks do not tell drills apart")
                .isFalse();
        StatisticsSnapshot real = counted();
        assertThat(rows(real, FigureCode.CASES_OPENED)).isEmpty();
        assertThat(rows(real, FigureCode.CASES_FILED_BY_POLICE)).isEmpty();
        assertThat(real.getHash()).isNotEqualTo(drills.getHash());
    }

    @Test
    void gearAndCatchAreSummedUpByCaseAndNotWithoutOne() {
        // Given
        Case file = opened(false);
        AddFieldRecordRequest seized = seizure(file.getName(), 3, 12.5);
        var field = FieldRecordServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
        String first = field.addFieldRecord(seized).getRecord().getName();
        String second =
                field.addFieldRecord(seizure(file.getName(), 0, 4)).getRecord().getName();

        // When
        StatisticsSnapshot snapshot = counted();

        // Then
        assertThat(figure(snapshot, FigureCode.CATCH_SEIZED_KG).getValue()).isEqualTo(16.5);
        assertThat(rows(snapshot, FigureCode.CATCH_SEIZED_KG)).containsExactlyInAnyOrder(first, second);
        assertThat(figure(snapshot, FigureCode.GEAR_SEIZED).getValue()).isEqualTo(3);
        assertThat(rows(snapshot, FigureCode.GEAR_SEIZED)).containsExactly(first);
        assertThat(reasonOf(refused(
                        () -> field.addFieldRecord(seizure("cases/01939b4e-0000-7000-8000-000000000001", 1, 0)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> field.addFieldRecord(seizure(file.getName(), 0, 0)))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    private AddFieldRecordRequest seizure(String file, int gear, double catchKg) {
        return AddFieldRecordRequest.newBuilder()
                .setRequestId(newId())
                .setEntry(FieldEntry.newBuilder()
                        .setAgency(WUHAI)
                        .setSeizure(
                                Seizure.newBuilder().setCase(file).setGear(gear).setCatchKg(catchKg)))
                .build();
    }
}
