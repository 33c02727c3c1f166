package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import io.qipan.proto.dispatch.v1.Shortfall;
import io.qipan.runtime.rpc.Times;

/** Recommended units and what is missing, on the wire. */
public final class RecommendationMessages {

    private RecommendationMessages() {}

    public static Shortfall message(Recommendation.Shortfall shortfall) {
        return Shortfall.newBuilder()
                .setCapability(shortfall.need().capability())
                .setMissing(shortfall.missing())
                .setCause(Shortfall.Cause.valueOf(shortfall.cause().name()))
                .build();
    }

    public static RecommendedUnit message(Choice choice) {
        return RecommendedUnit.newBuilder()
                .setUnit(choice.candidate().unit())
                .setCallSign(choice.candidate().callSign())
                .setCapability(choice.need().capability())
                .setReason(choice.reason())
                .setDistanceM(choice.distanceM())
                .setEtaS(choice.etaS())
                .setPositionAt(Times.message(choice.positionAt()))
                .setPositionStale(choice.stale())
                .build();
    }
}
