package io.qipan.dispatch.response;

import io.qipan.dispatch.recommend.RecommendationMessages;
import io.qipan.dispatch.response.model.CoverageGap;
import io.qipan.dispatch.response.model.Reinforcement;
import java.util.List;
import java.util.Optional;

/** What is proposed, on the wire. */
public final class ReinforcementMessages {

    private ReinforcementMessages() {}

    /** @param gaps empty if nobody can say */
    public static io.qipan.proto.dispatch.v1.Reinforcement message(
            Reinforcement reinforcement, Optional<List<CoverageGap>> gaps, boolean degraded) {
        io.qipan.proto.dispatch.v1.Reinforcement.Builder message = io.qipan.proto.dispatch.v1.Reinforcement.newBuilder()
                .setCoverageUnknown(gaps.isEmpty())
                .setDegraded(degraded)
                .addAllUnknownAssigned(reinforcement.unknownAssigned());
        reinforcement
                .states()
                .forEach(state -> message.addNeedsBuilder()
                        .setCapability(state.need().capability())
                        .setNeeded(state.need().count())
                        .setAssigned(state.assigned())
                        .setMissing(state.missing()));
        reinforcement.proposed().forEach(choice -> message.addUnits(RecommendationMessages.message(choice)));
        reinforcement
                .shortfalls()
                .forEach(shortfall -> message.addShortfalls(RecommendationMessages.message(shortfall)));
        gaps.orElse(List.of())
                .forEach(gap -> message.addGapsBuilder()
                        .setZone(gap.zone())
                        .setCapability(gap.capability())
                        .addAllUnits(gap.units()));
        return message.build();
    }
}
