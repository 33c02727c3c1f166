package io.qipan.ecology.statistics;

import static io.qipan.ecology.registry.RegistryScenario.NEIGHBOUR;
import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.at;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.statistics.PatrolFigures.Measured;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.AnnulFieldRecordRequest;
import io.qipan.proto.ecology.v1.ContactCards;
import io.qipan.proto.ecology.v1.CorrectFieldRecordRequest;
import io.qipan.proto.ecology.v1.ExportSnapshotRequest;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc.FieldRecordServiceBlockingStub;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.GetSnapshotRequest;
import io.qipan.proto.ecology.v1.ListFigureRowsRequest;
import io.qipan.proto.ecology.v1.Publicity;
import io.qipan.proto.ecology.v1.StatisticsScope;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsRpcIT extends StatisticsScenario {
    private FieldRecordServiceBlockingStub field() {
        return FieldRecordServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private FieldRecord added(FieldEntry.Builder entry) {
        return field().addFieldRecord(AddFieldRecordRequest.newBuilder()
                        .setRequestId(newId())
                        .setEntry(entry)
                        .build())
                .getRecord();
    }

    private static FieldEntry.Builder cards(int number) {
        return FieldEntry.newBuilder()
                .setAgency(WUHAI)
                .setHappenedAt(at("2026-11-10T02:00:00Z"))
                .setPeople(3)
                .setVehicles(1)
                .setContactCards(ContactCards.newBuilder().setCards(number).setVillage("河拐子"));
    }

    @Test
    void aFigureOpensToItsRows() {
        // Given
        FieldRecord first = added(cards(40));
        FieldRecord second = added(cards(2).setPeople(0));
        FieldRecord ignored = added(cards(1_000).setDrill(true));
        FieldRecord later = added(cards(500).setHappenedAt(at("2026-11-20T00:00:00Z")));

        // When
        StatisticsSnapshot snapshot = frozen(november());

        // Then
        assertThat(later.getName()).isNotEmpty();
        assertThat(figure(snapshot, FigureCode.CONTACT_CARDS).getValue()).isEqualTo(42);
        assertThat(figure(snapshot, FigureCode.TURNOUT_PEOPLE).getRows()).isEqualTo(1);
        assertThat(figure(snapshot, FigureCode.PATROL_KM_FILTERED).getValue()).isEqualTo(41.5);
        assertThat(figure(snapshot, FigureCode.PATROL_KM_RAW).getValue()).isEqualTo(66.25);
        assertThat(snapshot.getFiguresList()).hasSize(FigureCode.values().length);
        assertThat(officer()
                        .listFigureRows(ListFigureRowsRequest.newBuilder()
                                .setName(snapshot.getName())
                                .setFigure("contact_cards")
                                .build())
                        .getRowsList())
                .extracting(FigureRow::getResource)
                .containsExactly(first.getName(), second.getName());
        assertThat(officer()
                        .exportSnapshot(ExportSnapshotRequest.newBuilder()
                                .setName(snapshot.getName())
                                .build())
                        .getCsv())
                .contains("contact_cards,Contact cards handed out,发放联系卡,42.0,cards,2,");
    }

    @Test
    void aRerunOfTheSameRowsAgrees() {
        // Given
        FieldRecord ignored = added(cards(40));
        StatisticsSnapshot first = frozen(november());
        clock.advance(Duration.ofDays(3));

        // When
        StatisticsSnapshot second = frozen(again(first));

        // Then
        assertThat(second.getHash()).isEqualTo(first.getHash()).hasSize(64);
        assertThat(differences(second)).isEmpty();
    }

    @Test
    void aRerunSaysWhichRowsAreLateAnnulledOrCorrected() {
        // Given
        FieldRecord kept = added(cards(40));
        FieldRecord wrong = added(cards(2));
        StatisticsSnapshot first = frozen(november());
        clock.advance(Duration.ofDays(3));
        FieldRecord late = added(cards(7));
        var annulled = field().annulFieldRecord(AnnulFieldRecordRequest.newBuilder()
                .setRequestId(newId())
                .setName(wrong.getName())
                .setEtag(wrong.getEtag())
                .setReason("told twice")
                .build());
        var corrected = field().correctFieldRecord(CorrectFieldRecordRequest.newBuilder()
                .setRequestId(newId())
                .setName(kept.getName())
                .setEtag(kept.getEtag())
                .setEntry(cards(41))
                .setReason("counted again")
                .build());

        // When
        StatisticsSnapshot second = frozen(again(first));

        // Then
        assertThat(annulled.getRecord().getAnnulled()).isTrue();
        assertThat(corrected.getRecord().getEtag()).isEqualTo("2");
        assertThat(second.getHash()).isNotEqualTo(first.getHash());
        assertThat(differences(second))
                .filteredOn(difference -> difference.getFigure().equals("contact_cards"))
                .extracting(difference -> difference.getResource() + " " + difference.getKind())
                .containsExactlyInAnyOrder(
                        kept.getName() + " CHANGED", wrong.getName() + " REMOVED", late.getName() + " LATE_ENTRY");
        assertThat(figure(
                                officer()
                                        .getSnapshot(GetSnapshotRequest.newBuilder()
                                                .setName(first.getName())
                                                .build())
                                        .getSnapshot(),
                                FigureCode.CONTACT_CARDS)
                        .getValue())
                .as("what is frozen stays")
                .isEqualTo(42);
    }

    @Test
    void withPatrolAwayKilometresAreUnknownAndNotZero() {
        // Given
        patrol = new Measured.Unknown("patrol-service could not be reached");

        // When
        StatisticsSnapshot snapshot = frozen(november());

        // Then
        Figure km = figure(snapshot, FigureCode.PATROL_KM_FILTERED);
        assertThat(km.hasValue()).isFalse();
        assertThat(km.getUnknownBecause()).contains("could not be reached");
        assertThat(figure(snapshot, FigureCode.INSPECTIONS).hasValue()).isTrue();
    }

    @Test
    void anAgencyHasFiguresOfItsOwnAndNoCases() {
        // Given
        FieldRecord ours = added(cards(40));
        FieldRecord theirs = added(cards(5).setAgency(NEIGHBOUR));

        // When
        StatisticsSnapshot snapshot =
                frozen(november().setScope(StatisticsScope.newBuilder().setOptionalAgency(NEIGHBOUR)));

        // Then
        assertThat(List.of(ours.getName(), theirs.getName())).doesNotHaveDuplicates();
        assertThat(figure(snapshot, FigureCode.CONTACT_CARDS).getValue()).isEqualTo(5);
        assertThat(figure(snapshot, FigureCode.CASES_OPENED).hasValue()).isFalse();
    }

    @Test
    void anUnknownReachIsNoRow() {
        // Given
        FieldEntry.Builder entry = FieldEntry.newBuilder()
                .setAgency(WUHAI)
                .setHappenedAt(at("2026-11-10T02:00:00Z"))
                .setPublicity(Publicity.newBuilder()
                        .setChannel(Publicity.Channel.VILLAGE_BROADCAST)
                        .setTopic("禁渔"));
        FieldRecord unknown = added(entry);
        FieldRecord none = added(
                entry.clone().setPublicity(entry.getPublicity().toBuilder().setReach(0)));

        // When
        StatisticsSnapshot snapshot = frozen(november());

        // Then
        assertThat(unknown.getEntry().getPublicity().hasReach()).isFalse();
        assertThat(none.getEntry().getPublicity().hasReach()).isTrue();
        assertThat(figure(snapshot, FigureCode.PUBLICITY_ACTIVITIES).getRows()).isEqualTo(2);
        assertThat(figure(snapshot, FigureCode.PUBLICITY_REACH).getRows()).isEqualTo(1);
    }

    @Test
    void aPeriodThatIsNotOverIsNotCounted() {
        // Given
        TakeSnapshotRequest request = november()
                .setRequestId(newId())
                .setUntil(at("2026-11-21T00:00:00Z"))
                .build();

        // When
        var refused = refused(() -> officer().takeSnapshot(request));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void theDatabaseKeepsWhatIsFrozen() {
        // Given
        FieldRecord ignored = added(cards(40));
        StatisticsSnapshot snapshot = frozen(november());

        // When
        Throwable thrown = catchThrowable(() -> TestDatabase.await(DATABASE.pool()
                .query("update statistics_row set amount = 4000")
                .execute()
                .toCompletionStage()
                .toCompletableFuture()));

        // Then
        assertThat(snapshot.getState()).isEqualTo(StatisticsSnapshot.State.FROZEN);
        assertThat(thrown).hasStackTraceContaining("never change");
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, StatisticsServiceGrpc.getServiceDescriptor(), 150, 20261122);
        RandomMessages.throwAt(rpc, FieldRecordServiceGrpc.getServiceDescriptor(), 150, 20261122);

        assertThat(added(cards(1)).getEtag()).isEqualTo("1");
    }
}
