package io.qipan.patrol.unit;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumSpeed;
import io.qipan.proto.patrol.v1.PutUnitKindRequest;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitKindRpcIT {
    private static final String HOVER = "units/hover-1";
    private static final String ORDER = "orders/0198a000-0000-7000-8000-000000000001";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    /** Of another replica. */
    private final LivePicture other =
            Patrol.onPostgres(DATABASE.unitOfWork(), clock).livePicture();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    @AfterEach
    void forget() {
        DATABASE.clear();
        DATABASE.execute("delete from unit_kind where code = 'hovercraft'");
    }

    private UnitServiceBlockingStub as(Role... roles) {
        return UnitServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private static PutUnitKindRequest.Builder hovercraft() {
        return PutUnitKindRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setCode("hovercraft")
                .setNameEn("Hovercraft")
                .setNameZh("气垫船")
                .addCapabilities("water")
                .addCapabilities("ice")
                .addCapabilities("rescue")
                .setUsualSpeedMps(12)
                .setStaleAfterS(120)
                .addSpeeds(speed(Medium.WATER, 12))
                .addSpeeds(speed(Medium.ICE, 15))
                .setUsualCrew(3)
                .addEquipment("life_buoy")
                .setReason("bought");
    }

    private static MediumSpeed speed(Medium medium, double metresPerSecond) {
        return MediumSpeed.newBuilder()
                .setMedium(medium)
                .setSpeedMps(metresPerSecond)
                .build();
    }

    private UnitKind put(PutUnitKindRequest.Builder request) {
        return as(Role.ENGINEER).putUnitKind(request.build()).getKind();
    }

    private void registered() {
        Unit unit = Unit.registered(HOVER, HOVER, "hovercraft", List.of(), Optional.empty());
        Optional<String> taken =
                DATABASE.unitOfWork().run("test", () -> patrol.units().add(unit));
        assertThat(taken).isEmpty();
    }

    private double usualSpeedAtOther() {
        other.refresh();
        return other.picture().units().getFirst().live().kind().usualSpeedMps();
    }

    private List<String> told() {
        return DATABASE.unitOfWork().read(() -> {
            List<String> actions = new ArrayList<>();
            Tx.current()
                    .query("select action from journal where resource = 'unitKinds/hovercraft' order by position")
                    .forEach(row -> actions.add(row.getString("action")));
            return actions;
        });
    }

    @Test
    void a_kind_is_added_and_listed_as_it_was_put() {
        // When
        UnitKind added = put(hovercraft());

        // Then
        assertThat(added.getEtag()).isEqualTo("1");
        assertThat(added.getSpeedsList()).containsExactly(speed(Medium.WATER, 12), speed(Medium.ICE, 15));
        assertThat(as(Role.CALL_TAKER)
                        .listUnitKinds(ListUnitKindsRequest.getDefaultInstance())
                        .getKindsList())
                .contains(added);
        assertThat(told()).containsExactly("unit_kind.added");
    }

    @Test
    void a_revision_counts_for_the_live_picture_of_every_replica() {
        // Given
        UnitKind added = put(hovercraft());
        registered();
        double before = usualSpeedAtOther();

        // When
        UnitKind revised = put(hovercraft().setOptionalEtag(added.getEtag()).setUsualSpeedMps(15));

        // Then
        assertThat(before).isEqualTo(12);
        assertThat(revised.getEtag()).isEqualTo("2");
        assertThat(usualSpeedAtOther()).isEqualTo(15);
        assertThat(told()).containsExactly("unit_kind.added", "unit_kind.revised");
    }

    @Test
    void a_kind_that_an_order_counts_on_keeps_what_its_unit_needs() {
        // Given
        UnitKind added = put(hovercraft());
        registered();
        boolean ignored = DATABASE.unitOfWork().run("test", () -> {
            Unit free =
                    Objects.requireNonNull(patrol.units().lock(List.of(HOVER)).get(HOVER));
            patrol.commitments()
                    .add(new Held(ORDER, HOVER, "incidents/0198a000-0000-7000-8000-00000000000a", clock.instant()));
            patrol.units().save(free.takenBy(ORDER));
            return true;
        });
        PutUnitKindRequest.Builder withoutRescue = hovercraft()
                .clearCapabilities()
                .addCapabilities("water")
                .addCapabilities("ice")
                .setOptionalEtag(added.getEtag());

        // When
        StatusRuntimeException refusal = refused(() -> put(withoutRescue));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.UNIT_KIND_IN_USE);
        assertThat(metadataOf(refusal))
                .containsEntry("resource", "unitKinds/hovercraft")
                .containsEntry("lost", "rescue")
                .containsEntry("units", "1")
                .containsEntry("why", "committed");
        assertThat(refusal.getStatus().getDescription()).contains(HOVER, "UpdateUnit");
        assertThat(told()).containsExactly("unit_kind.added");
    }

    @Test
    void two_who_put_a_kind_from_the_same_state_do_not_overwrite_each_other() {
        // Given
        UnitKind added = put(hovercraft());
        UnitKind revised = put(hovercraft().setOptionalEtag(added.getEtag()).setUsualCrew(4));

        // When
        StatusRuntimeException stale =
                refused(() -> put(hovercraft().setOptionalEtag(added.getEtag()).setUsualCrew(5)));
        StatusRuntimeException taken = refused(() -> put(hovercraft()));
        StatusRuntimeException absent =
                refused(() -> put(hovercraft().setCode("airship").setOptionalEtag("1")));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(stale)).containsEntry("etag", revised.getEtag());
        assertThat(reasonOf(taken)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(absent)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void speeds_are_of_the_media_that_it_moves_on_and_the_usual_one_is_among_them() {
        // When
        StatusRuntimeException noIce =
                refused(() -> put(hovercraft().clearSpeeds().addSpeeds(speed(Medium.WATER, 12))));
        StatusRuntimeException twice = refused(() -> put(hovercraft().addSpeeds(speed(Medium.ICE, 9))));
        StatusRuntimeException unusual = refused(() -> put(hovercraft().setUsualSpeedMps(13)));
        StatusRuntimeException backwards = refused(() -> put(hovercraft().addSpeeds(speed(Medium.ROAD, -1))));

        // Then
        assertThat(List.of(noIce, twice, unusual, backwards))
                .allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD));
        assertThat(noIce.getStatus().getDescription()).contains("speeds on water", "are water, ice");
        assertThat(unusual.getStatus().getDescription()).contains("13.0 m/s");
    }
}
