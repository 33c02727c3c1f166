package io.qipan.patrol.unit;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UpdateUnitRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units that were registered with something wrong. */
class UpdateUnitTest {
    private final FakeJournal journal = new FakeJournal();
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), journal);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private Unit registered(String id) {
        return UnitServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER))
                .registerUnit(RegisterUnitRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName("units/" + id)
                        .setCallSign("call sign " + id)
                        .setKind("patrol_car")
                        .addExtraCapabilities("diving")
                        .build())
                .getUnit();
    }

    private static UpdateUnitRequest.Builder correcting(Unit unit) {
        return UpdateUnitRequest.newBuilder()
                .setRequestId(requestId())
                .setName(unit.getName())
                .setEtag(unit.getEtag())
                .setCallSign(unit.getCallSign())
                .setReason("a slip of the pen");
    }

    private Unit updated(Role role, UpdateUnitRequest.Builder request) {
        return UnitServiceGrpc.newBlockingStub(harness.channel(role))
                .updateUnit(request.build())
                .getUnit();
    }

    @Test
    void a_unit_is_corrected_and_the_journal_tells_why() {
        // Given
        Unit unit = registered("1");

        // When
        Unit corrected = updated(
                Role.ENGINEER, correcting(unit).setCallSign("patrol one").addExtraCapabilities("drone_pilot"));

        // Then
        assertThat(corrected.getCallSign()).isEqualTo("patrol one");
        assertThat(corrected.getExtraCapabilitiesList()).containsExactly("drone_pilot");
        assertThat(corrected.getEtag()).isNotEqualTo(unit.getEtag());
        assertThat(journal.last().action()).isEqualTo("unit.corrected");
        assertThat(journal.last().state()).isEqualTo(corrected);
    }

    @Test
    void a_correction_that_cannot_be_is_refused() {
        // Given
        Unit unit = registered("1");
        Unit other = registered("2");

        // When
        var taken = refused(() -> updated(Role.ENGINEER, correcting(unit).setCallSign(other.getCallSign())));
        var stale = refused(() -> updated(Role.ENGINEER, correcting(unit).setEtag("9")));
        var nowhere = refused(() -> updated(Role.ENGINEER, correcting(unit).setOptionalStation("stations/none")));
        var nobody = refused(() -> updated(Role.ENGINEER, correcting(unit).setName("units/none")));
        var byUnit = refused(() -> updated(Role.UNIT, correcting(unit)));

        // Then
        assertThat(reasonOf(taken)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(nowhere)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(nobody)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(byUnit)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
