package io.qipan.dispatch.peer;

import io.qipan.dispatch.afteraction.PastFleets;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.proto.patrol.v1.FleetHistoryServiceGrpc;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsResponse;
import io.qipan.proto.patrol.v1.PastUnit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@Singleton
class GrpcPastFleets implements PastFleets {
    private static final int PAGE = 1_000;

    private final Peer patrol;

    GrpcPastFleets(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Fleet at(Instant at) {
        Map<String, UnitKind> kinds = GrpcPatrolUnits.kinds(patrol);
        List<Candidate> units = new ArrayList<>();
        Set<String> crewed = new HashSet<>();
        String duty;
        String token = "";
        do {
            ListPastUnitsRequest request = ListPastUnitsRequest.newBuilder()
                    .setAt(Times.message(at))
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListPastUnitsResponse page = patrol.call(
                    channel -> FleetHistoryServiceGrpc.newBlockingStub(channel).listPastUnits(request));
            for (PastUnit past : page.getUnitsList()) {
                units.add(GrpcPatrolUnits.candidate(past.getUnit(), kinds));
                if (past.getCrewOnDuty()) {
                    crewed.add(past.getUnit().getName());
                }
            }
            duty = page.getDutyLevel();
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return new Fleet(
                units,
                crewed,
                Optional.of(duty).filter(code -> !code.isEmpty()),
                kinds.values().stream().collect(Collectors.toMap(UnitKind::getCode, GrpcPastFleets::kind)));
    }

    private static Kind kind(UnitKind kind) {
        return new Kind(Set.copyOf(kind.getCapabilitiesList()), kind.getUsualSpeedMps(), kind.getStaleAfterS());
    }

    @Override
    public Media mediaAt(Wgs84 place, Instant at) {
        return GrpcPatrolUnits.media(
                patrol,
                ListMediaAtRequest.newBuilder()
                        .setPoint(PlaceMessages.message(place))
                        .setAt(Times.message(at))
                        .build());
    }
}
