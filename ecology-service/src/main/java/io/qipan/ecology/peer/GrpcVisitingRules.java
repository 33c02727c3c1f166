package io.qipan.ecology.peer;

import io.qipan.ecology.chief.VisitingRules;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Post;
import io.qipan.ecology.chief.model.VisitPlan;
import io.qipan.ecology.chief.model.VisitPlan.Visiting;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Entry;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Rule;
import io.qipan.proto.patrol.v1.PutVisitingRulesResponse;
import io.qipan.proto.patrol.v1.VisitingRule.Period;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.peer.Peer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

@Singleton
class GrpcVisitingRules implements VisitingRules {
    private final Peer patrol;

    GrpcVisitingRules(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    /**
     * With another request id each time: what is so already changes nothing there, and by the id of an earlier request it would
     * repeat its answer instead of putting back what an import of the grid has taken away.
     */
    @Override
    public void put(VisitPlan plan) {
        PutVisitingRulesRequest.Builder request = PutVisitingRulesRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setOwner(plan.jurisdiction());
        plan.ground().ifPresentOrElse(ground -> describe(ground, request), () -> request.setTitleEn("-"));
        for (Post post : Post.values()) {
            Entry.Builder entry = Entry.newBuilder().setKey(post.name());
            Optional.ofNullable(plan.visits().get(post)).ifPresent(visiting -> entry.setRule(rule(visiting)));
            request.addEntries(entry);
        }
        PutVisitingRulesResponse ignored = patrol.call(
                channel -> VisitingRuleServiceGrpc.newBlockingStub(channel).putVisitingRules(request.build()));
    }

    private static void describe(Jurisdiction jurisdiction, PutVisitingRulesRequest.Builder request) {
        request.setTitleEn(jurisdiction.titleEn())
                .setTitleZh(jurisdiction.titleZh())
                .setGeometry(GeometryWriter.text(jurisdiction.geometry()));
    }

    private static Rule rule(Visiting visiting) {
        return Rule.newBuilder()
                .setVisits(visiting.visits())
                .setPer(Period.valueOf(visiting.per().name()))
                .setMinimumDwellS(visiting.minimumTimeS())
                .setMinimumShare(visiting.minimumShare())
                .setLargestGapS(visiting.largestGapS())
                .setSmallestGapS(visiting.smallestGapS())
                .build();
    }
}
