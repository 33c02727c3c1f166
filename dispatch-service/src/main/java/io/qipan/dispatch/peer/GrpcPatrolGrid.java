package io.qipan.dispatch.peer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.zone.PatrolGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer;
import io.qipan.dispatch.zone.model.ZoneAnswer.InNone;
import io.qipan.dispatch.zone.model.ZoneAnswer.InZone;
import io.qipan.dispatch.zone.model.ZoneAnswer.NoGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer.Refused;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

@Singleton
class GrpcPatrolGrid implements PatrolGrid {
    private static final Logger LOG = Logger.getLogger(GrpcPatrolGrid.class);

    private final Peer patrol;

    GrpcPatrolGrid(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public ZoneAnswer locate(Wgs84 place) {
        LocatePointRequest request = LocatePointRequest.newBuilder()
                .setPoint(PlaceMessages.message(place))
                .build();
        try {
            return answer(patrol.call(
                    channel -> GridServiceGrpc.newBlockingStub(channel).locatePoint(request)));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
                throw e;
            }
            LOG.warnf("patrol-service does not locate %s: %s", place, e.getMessage());
            return new Refused();
        }
    }

    private static ZoneAnswer answer(LocatePointResponse answer) {
        if (answer.getRevision() == 0) {
            return new NoGrid();
        }
        return answer.hasZone()
                ? new InZone(answer.getZone().getName(), answer.getRevision())
                : new InNone(answer.getRevision());
    }
}
