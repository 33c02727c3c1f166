package io.qipan.dispatch.peer;

import io.qipan.dispatch.response.PatrolFacts;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.GetDutyStatusRequest;
import io.qipan.proto.patrol.v1.GetDutyStatusResponse;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class GrpcPatrolFacts implements PatrolFacts {
    private final Peer patrol;

    GrpcPatrolFacts(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Optional<String> zoneOf(Wgs84 place) {
        LocatePointRequest request = LocatePointRequest.newBuilder()
                .setPoint(PlaceMessages.message(place))
                .build();
        LocatePointResponse answer =
                patrol.call(channel -> GridServiceGrpc.newBlockingStub(channel).locatePoint(request));
        return answer.hasZone() ? Optional.of(answer.getZone().getName()) : Optional.empty();
    }

    @Override
    public Optional<String> dutyLevel() {
        GetDutyStatusResponse answer = patrol.call(channel ->
                DutyServiceGrpc.newBlockingStub(channel).getDutyStatus(GetDutyStatusRequest.getDefaultInstance()));
        return answer.hasLevel() ? Optional.of(answer.getLevel().getCode()) : Optional.empty();
    }
}
