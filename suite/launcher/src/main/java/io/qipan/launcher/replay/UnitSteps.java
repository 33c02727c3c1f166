package io.qipan.launcher.replay;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;

/** Makes the units of a file known. */
final class UnitSteps {

    private final Session session;

    UnitSteps(Session session) {
        this.session = session;
    }

    void register(Recording.Unit unit) {
        RegisterUnitRequest request = RegisterUnitRequest.newBuilder()
                .setRequestId(session.requestId(unit.name(), "register", 0))
                .setName(unit.name())
                .setCallSign(unit.callSign())
                .setKind(unit.kind())
                .build();
        try {
            session.retries.call(() -> session.units.registerUnit(request));
        } catch (StatusRuntimeException e) {
            // Another file, or another caller, may have named the unit before.
            ErrorReason reason = Reasons.of(e);
            if (reason != ErrorReason.ALREADY_EXISTS && reason != ErrorReason.REQUEST_ID_REUSED) {
                throw e;
            }
            session.tally.found.increment();
        }
        session.tally.units.increment();
    }
}
