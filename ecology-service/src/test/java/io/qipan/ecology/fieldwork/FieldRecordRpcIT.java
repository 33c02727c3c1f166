package io.qipan.ecology.fieldwork;

import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.AnnulFieldRecordRequest;
import io.qipan.proto.ecology.v1.BirdSighting;
import io.qipan.proto.ecology.v1.ContactCards;
import io.qipan.proto.ecology.v1.CorrectFieldRecordRequest;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc.FieldRecordServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetFieldRecordRequest;
import io.qipan.proto.ecology.v1.Seizure;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people did or saw is kept as it was told, corrected by the same matter, and annulled once. */
class FieldRecordRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final RegistryScenario registry =
            new RegistryScenario(DATABASE.unitOfWork(), AgencyPorts.postgres(), deadlines, journal, clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(FieldworkScenario.handlers(
                    DATABASE.unitOfWork(), StoredCases.port(), registry.responsible, journal, clock)))
            .withClock(clock);

    @BeforeEach
    void knowAgencies() {
        registry.agencies();
    }

    private FieldRecordServiceBlockingStub officer() {
        return FieldRecordServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private static FieldEntry.Builder cards(int number) {
        return FieldEntry.newBuilder()
                .setAgency(WUHAI)
                .setPeople(2)
                .setContactCards(ContactCards.newBuilder().setCards(number).setVillage("河拐子"));
    }

    private FieldRecord added(FieldEntry.Builder entry) {
        return officer()
                .addFieldRecord(AddFieldRecordRequest.newBuilder()
                        .setRequestId(newId())
                        .setEntry(entry)
                        .build())
                .getRecord();
    }

    private FieldRecord corrected(FieldRecord record, FieldEntry.Builder entry) {
        return officer()
                .correctFieldRecord(CorrectFieldRecordRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(record.getName())
                        .setEtag(record.getEtag())
                        .setEntry(entry)
                        .setReason("counted again")
                        .build())
                .getRecord();
    }

    private FieldRecord annulled(FieldRecord record) {
        return officer()
                .annulFieldRecord(AnnulFieldRecordRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(record.getName())
                        .setEtag(record.getEtag())
                        .setReason("told twice")
                        .build())
                .getRecord();
    }

    private FieldRecord now(FieldRecord record) {
        return officer()
                .getFieldRecord(GetFieldRecordRequest.newBuilder()
                        .setName(record.getName())
                        .build())
                .getRecord();
    }

    @Test
    void anEntryGetsItsTimeAndItsPlaceInOneDatum() {
        // When
        FieldRecord record = added(cards(20)
                .setPoint(Point.newBuilder()
                        .setLatitude(39.66)
                        .setLongitude(106.8)
                        .setDatum(Datum.GCJ02)));

        // Then
        assertThat(Times.instant(record.getEntry().getHappenedAt())).isEqualTo(clock.instant());
        assertThat(record.getEntry().getPoint().getDatum()).isEqualTo(Datum.WGS84);
        assertThat(record.getEntry().getPoint().getLongitude()).isNotEqualTo(106.8);
        assertThat(record.getRecordedBy()).isEqualTo("wang");
        assertThat(now(record)).isEqualTo(record);
    }

    @Test
    void anEntryNamesOnlyWhatThereIs() {
        // When
        Reason agency = reasonOf(refused(() -> added(cards(1).setAgency("agencies/nobody"))));

        // Then
        assertThat(agency).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> added(cards(1).setSeizure(Seizure.newBuilder()
                        .setCase("cases/01939b4e-0000-7000-8000-000000000001")
                        .setGear(1))))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> added(
                        cards(1).setHappenedAt(Times.message(clock.instant().plus(Duration.ofHours(2))))))))
                .isEqualTo(Reason.TIME_IN_FUTURE);
    }

    @Test
    void aCorrectionKeepsTheTimeThatItDoesNotTellAndTheMatter() {
        // Given
        FieldRecord first = added(cards(20));
        clock.advance(Duration.ofHours(3));

        // When
        FieldRecord second = corrected(first, cards(25));

        // Then
        assertThat(second.getEntry().getContactCards().getCards()).isEqualTo(25);
        assertThat(second.getEntry().getHappenedAt()).isEqualTo(first.getEntry().getHappenedAt());
        assertThat(Times.instant(second.getChangedAt())).isEqualTo(clock.instant());
        assertThat(reasonOf(refused(() -> corrected(first, cards(30))))).isEqualTo(Reason.STALE_ETAG);
        FieldEntry.Builder another = cards(1).setBirdSighting(
                        BirdSighting.newBuilder().setSpecies("Grus japonensis").setCount(3));
        assertThat(reasonOf(refused(() -> corrected(second, another)))).isEqualTo(Reason.INVALID_FIELD);
        assertThat(now(first)).isEqualTo(second);
    }

    @Test
    void whatIsAnnulledStaysAsItIs() {
        // Given
        FieldRecord record = added(cards(20));

        // When
        FieldRecord gone = annulled(record);

        // Then
        assertThat(gone.getAnnulled()).isTrue();
        assertThat(reasonOf(refused(() -> annulled(gone)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> corrected(gone, cards(1))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(now(record).getEntry()).isEqualTo(record.getEntry());
    }
}
