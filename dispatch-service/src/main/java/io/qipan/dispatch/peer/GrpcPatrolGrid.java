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
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Singleton
class GrpcPatrolGrid implements PatrolGrid {
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
        } catch (PeerAway e) {
            throw isOfThePlace(e.getCause()) ? new Stumbled(e) : e;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                return new Refused();
            }
            throw isOfThePlace(e) ? new Stumbled(e) : e;
        }
    }

    /** Whether another place may well be answered; whoever is away or does not let us in answers for none. */
    private static boolean isOfThePlace(@Nullable Throwable failure) {
        return failure instanceof StatusRuntimeException e
                && switch (e.getStatus().getCode()) {
                    case ABORTED, DATA_LOSS, FAILED_PRECONDITION, INTERNAL, NOT_FOUND, OUT_OF_RANGE, UNKNOWN -> true;
                    default -> false;
                };
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
