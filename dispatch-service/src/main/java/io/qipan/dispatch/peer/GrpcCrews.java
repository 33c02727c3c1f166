package io.qipan.dispatch.peer;

import io.qipan.dispatch.command.Crews;
import io.qipan.proto.patrol.v1.ListShiftsRequest;
import io.qipan.proto.patrol.v1.ListShiftsResponse;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

@Singleton
class GrpcCrews implements Crews {
    private static final int PAGE = 1_000;

    private final Peer patrol;

    GrpcCrews(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Map<String, Instant> onDutySince() {
        Map<String, Instant> since = new HashMap<>();
        String token = "";
        do {
            ListShiftsRequest request = ListShiftsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .setOnDutyOnly(true)
                    .build();
            ListShiftsResponse page = patrol.call(
                    channel -> RosterServiceGrpc.newBlockingStub(channel).listShifts(request));
            for (Shift shift : page.getShiftsList()) {
                since.put(shift.getUnit(), Times.instant(shift.getStartedAt()));
            }
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return since;
    }
}
