package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Duty;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.PassedOver;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.NearUnit;
import io.qipan.proto.patrol.v1.OutOfSeason;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Set;

/** Searches on the wire and in the model. */
final class SearchMessages {
    private static final int USUAL_LIMIT = 5;

    private SearchMessages() {}

    static Search search(FindNearestUnitsRequest request) {
        return new Search(
                PlaceMessages.point(request.getPoint()).toWgs84(),
                request.getRadiusM(),
                Set.copyOf(request.getCapabilitiesList()),
                request.getLimit() == 0 ? USUAL_LIMIT : request.getLimit());
    }

    static FindNearestUnitsResponse message(Found found) {
        return FindNearestUnitsResponse.newBuilder()
                .addAllUnits(found.units().stream().map(SearchMessages::message).toList())
                .setAbleCount(found.able())
                .setCommittedCount(found.committed())
                .setOutOfServiceCount(found.outOfService())
                .setWithoutPositionCount(found.withoutPosition())
                .setOutOfSeasonCount(found.outOfSeason().values().stream()
                        .mapToInt(PassedOver::count)
                        .sum())
                .addAllOutOfSeasonKinds(found.outOfSeason().entrySet().stream()
                        .map(entry -> message(entry.getKey(), entry.getValue()))
                        .toList())
                .setOffDutyCount(found.offDuty())
                .setAsOf(Times.message(found.asOf()))
                .build();
    }

    private static NearUnit message(Search.NearUnit near) {
        return NearUnit.newBuilder()
                .setUnit(ReadyMessages.of(near.live()))
                .setDistanceM(near.distanceM())
                .setEtaS(near.etaS())
                .setPositionStale(near.positionStale())
                .setOnDuty(near.live().duty() == Duty.ON_DUTY)
                .build();
    }

    private static OutOfSeason message(String kind, PassedOver passedOver) {
        return OutOfSeason.newBuilder()
                .setKind(kind)
                .setCount(passedOver.count())
                .setRuledBy(passedOver.why().ruledBy())
                .setReasonEn(passedOver.why().reasonEn())
                .setReasonZh(passedOver.why().reasonZh())
                .build();
    }
}
