package io.qipan.patrol.rescue;

import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.CorrectRescueRequest;
import io.qipan.proto.patrol.v1.GetRescueRequest;
import io.qipan.proto.patrol.v1.ListRescuesRequest;
import io.qipan.proto.patrol.v1.PartnerForce;
import io.qipan.proto.patrol.v1.RecordRescueRequest;
import io.qipan.proto.patrol.v1.RescueFacts;
import io.qipan.proto.patrol.v1.RescueRecord;
import io.qipan.proto.patrol.v1.RescueRevision;
import io.qipan.proto.patrol.v1.RescueServiceGrpc;
import io.qipan.proto.patrol.v1.RescueServiceGrpc.RescueServiceBlockingStub;
import io.qipan.proto.patrol.v1.SummarizeRescuesRequest;
import io.qipan.proto.patrol.v1.SummarizeRescuesResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RescueRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Instant now = clock.instant();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new RescueBoard(patrol).rpc()));

    @BeforeEach
    void givenUnit() {
        var ignored = DATABASE.unitOfWork()
                .run(
                        "test",
                        () -> patrol.units()
                                .add(Unit.registered(
                                        "units/boat-3", "boat 3", "assault_boat", List.of(), Optional.empty())));
    }

    private RescueServiceBlockingStub as(Role... roles) {
        return RescueServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private RescueServiceBlockingStub unit(String name) {
        return RescueServiceGrpc.newBlockingStub(harness.unitChannel(name));
    }

    private RescueFacts.Builder facts(RescueFacts.Kind kind) {
        return RescueFacts.newBuilder()
                .setKind(kind)
                .setHappenedAt(Times.message(now.minusSeconds(3600)))
                .setPoint(Point.newBuilder()
                        .setLatitude(39.66)
                        .setLongitude(106.8)
                        .setDatum(Datum.GCJ02))
                .setWater("Wuhai Lake")
                .addUnits("units/boat-3")
                .addPartners(PartnerForce.newBuilder().setOrganisation("蓝天救援队").setPeople(8))
                .setDone("threw a line");
    }

    private RescueRecord recorded(RescueFacts.Builder facts) {
        return recorded(as(Role.DISPATCHER), facts);
    }

    private static RescueRecord recorded(RescueServiceBlockingStub stub, RescueFacts.Builder facts) {
        return stub.recordRescue(RecordRescueRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setFacts(facts)
                        .build())
                .getRecord();
    }

    private RescueRecord corrected(RescueRecord record, RescueFacts.Builder facts) {
        return as(Role.COMMANDER)
                .correctRescue(CorrectRescueRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(record.getName())
                        .setEtag(record.getEtag())
                        .setFacts(facts)
                        .setReason("counted again at the shore")
                        .build())
                .getRecord();
    }

    @Test
    void a_record_is_corrected_by_a_revision_and_keeps_the_first() {
        // Given
        RescueRecord first = recorded(facts(RescueFacts.Kind.RESCUE).setRescued(2));

        // When
        RescueRecord second = corrected(first, facts(RescueFacts.Kind.RESCUE).setRescued(3));

        // Then
        assertThat(second.getEtag()).isEqualTo("2");
        var kept = unit("units/boat-3")
                .getRescue(
                        GetRescueRequest.newBuilder().setName(first.getName()).build());
        assertThat(kept.getRecord()).isEqualTo(second);
        assertThat(kept.getRevisionsList()).containsExactly(first.getCurrent(), second.getCurrent());
        assertThat(kept.getRevisionsList())
                .extracting(RescueRevision::getReason)
                .containsExactly("", "counted again at the shore");
    }

    @Test
    void sums_are_by_kind_and_water_and_drills_strictly_apart() {
        // Given
        recorded(facts(RescueFacts.Kind.RESCUE).setRescued(2).setDeceased(1));
        recorded(facts(RescueFacts.Kind.RESCUE).setRescued(1).setWater("  Wuhai Lake "));
        recorded(facts(RescueFacts.Kind.PERSUASION).setPersuaded(30));
        RescueRecord drill =
                recorded(facts(RescueFacts.Kind.RESCUE).setDrill(true).setRescued(20));

        // When
        SummarizeRescuesResponse summary = as(Role.COMMANDER)
                .summarizeRescues(SummarizeRescuesRequest.newBuilder()
                        .setFrom(Times.message(now.minusSeconds(86_400)))
                        .setUntil(Times.message(now))
                        .build());

        // Then
        assertThat(summary.getRowsList()).hasSize(2);
        assertThat(summary.getRows(0).getSums().getRecords()).isEqualTo(2);
        assertThat(summary.getTotal().getRescued()).isEqualTo(3);
        assertThat(summary.getTotal().getDeceased()).isEqualTo(1);
        assertThat(summary.getTotal().getPersuaded()).isEqualTo(30);
        assertThat(summary.getDrillTotal().getRescued()).isEqualTo(20);
        assertThat(as(Role.COMMANDER)
                        .listRescues(
                                ListRescuesRequest.newBuilder().setDrills(true).build())
                        .getRecordsList())
                .containsExactly(drill);
    }

    @Test
    void what_cannot_be_so_is_refused_with_what_to_do() {
        // Given
        RescueRecord record = recorded(facts(RescueFacts.Kind.RESCUE).setRescued(2));

        // When
        var nobody = refused(
                () -> recorded(facts(RescueFacts.Kind.RESCUE).clearUnits().clearPartners()));
        var deadInDrill = refused(
                () -> recorded(facts(RescueFacts.Kind.RESCUE).setDrill(true).setDeceased(1)));
        var persuadedNobody = refused(() -> recorded(facts(RescueFacts.Kind.PERSUASION)));
        var helpedAndRescued =
                refused(() -> recorded(facts(RescueFacts.Kind.HELP).setHelped(1).setRescued(1)));
        var future = refused(
                () -> recorded(facts(RescueFacts.Kind.RESCUE).setHappenedAt(Times.message(now.plusSeconds(3600)))));
        var noUnit = refused(() -> recorded(facts(RescueFacts.Kind.RESCUE).addUnits("units/none")));
        var same =
                refused(() -> corrected(record, facts(RescueFacts.Kind.RESCUE).setRescued(2)));
        var stale = refused(() -> corrected(record.toBuilder().setEtag("9").build(), facts(RescueFacts.Kind.RESCUE)));

        // Then
        assertThat(fieldsOf(nobody)).containsExactly("facts.units");
        assertThat(fieldsOf(deadInDrill)).containsExactly("facts.deceased");
        assertThat(fieldsOf(persuadedNobody)).containsExactly("facts.persuaded");
        assertThat(helpedAndRescued.getStatus().getDescription()).contains("record it as a RESCUE");
        assertThat(reasonOf(future)).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(metadataOf(noUnit)).containsEntry("resource", "units/none");
        assertThat(reasonOf(same)).isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void a_unit_records_what_it_took_part_in_only() {
        // When
        RescueRecord own = recorded(
                RescueServiceGrpc.newBlockingStub(harness.unitChannel("units/boat-3")),
                facts(RescueFacts.Kind.HELP).setHelped(1));
        var other = refused(() -> recorded(
                RescueServiceGrpc.newBlockingStub(harness.unitChannel("units/boat-4")),
                facts(RescueFacts.Kind.HELP).setHelped(1)));

        // Then
        assertThat(own.getCurrent().getFacts().getHelped()).isEqualTo(1);
        assertThat(reasonOf(other)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void random_messages_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(
                harness,
                RescueServiceGrpc.getServiceDescriptor(),
                Integer.getInteger("qipan.test.messages", 500),
                Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong()));
    }

    @Test
    void a_unit_reads_the_records_that_it_took_part_in() {
        // Given
        RescueRecord own = recorded(facts(RescueFacts.Kind.RESCUE).setRescued(1));
        RescueRecord others =
                recorded(facts(RescueFacts.Kind.RESCUE).clearUnits().setRescued(1));

        // When
        var seen = unit("units/boat-3").listRescues(ListRescuesRequest.getDefaultInstance());

        // Then
        assertThat(seen.getRecordsList()).containsExactly(own);
        assertThat(unit("units/boat-4")
                        .listRescues(ListRescuesRequest.getDefaultInstance())
                        .getRecordsList())
                .isEmpty();
        assertThat(as(Role.DISPATCHER)
                        .listRescues(ListRescuesRequest.getDefaultInstance())
                        .getRecordsList())
                .containsExactly(others, own);
        assertThat(reasonOf(refused(() -> unit("units/boat-3")
                        .getRescue(GetRescueRequest.newBuilder()
                                .setName(others.getName())
                                .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
