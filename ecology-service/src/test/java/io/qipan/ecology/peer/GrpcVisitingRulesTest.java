package io.qipan.ecology.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.ecology.chief.model.Plot;
import io.qipan.ecology.chief.model.Post;
import io.qipan.ecology.chief.model.VisitPlan;
import io.qipan.ecology.chief.model.VisitPlan.Visiting;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Entry;
import io.qipan.proto.patrol.v1.PutVisitingRulesResponse;
import io.qipan.proto.patrol.v1.VisitingRule;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcVisitingRulesTest {
    private static final Jurisdiction RIVER = Plot.line(Level.COUNTY, "R", 200, 120, 42, 120, 42.1);

    private final List<PutVisitingRulesRequest> heard = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(new VisitingRules(heard)));

    /** Takes whatever it hears. */
    private record VisitingRules(List<PutVisitingRulesRequest> heard)
            implements RpcService, VisitingRuleServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(VisitingRuleServiceGrpc.bindService(this));
        }

        @Override
        public void putVisitingRules(
                PutVisitingRulesRequest request, StreamObserver<PutVisitingRulesResponse> observer) {
            heard.add(request);
            observer.onNext(PutVisitingRulesResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private static VisitPlan plan() {
        return new VisitPlan(
                RIVER.name(),
                Optional.of(RIVER),
                Map.of(Post.CHIEF, new Visiting(2, Period.HALF_YEAR, 600, 0.5, 864_000, 345_600)));
    }

    @Test
    void tellsEveryPostWithOrWithoutARule() {
        // When
        new GrpcVisitingRules(patrol.peer()).put(plan());

        // Then
        PutVisitingRulesRequest request = heard.getFirst();
        assertThat(request.getOwner()).isEqualTo(RIVER.name());
        assertThat(request.getGeometry())
                .isEqualTo("{\"type\":\"LineString\",\"coordinates\":[[120.0,42.0],[120.0,42.1]]}");
        assertThat(request.getEntriesList())
                .extracting(entry -> entry.getKey() + " " + entry.hasRule())
                .containsExactly("CHIEF true", "POLICE_CHIEF false");
        assertThat(request.getEntries(0).getRule().getPer()).isEqualTo(VisitingRule.Period.HALF_YEAR);
        assertThat(request.getEntries(0).getRule().getMinimumShare()).isEqualTo(0.5);
        assertThat(request.getEntries(0).getRule().getLargestGapS()).isEqualTo(864_000);
        assertThat(request.getEntries(0).getRule().getSmallestGapS()).isEqualTo(345_600);
    }

    @Test
    void withdrawsWhatIsNoJurisdictionAnyMore() {
        // When
        new GrpcVisitingRules(patrol.peer()).put(new VisitPlan(RIVER.name(), Optional.empty(), Map.of()));

        // Then
        assertThat(heard.getFirst().getEntriesList()).noneMatch(Entry::hasRule);
        assertThat(heard.getFirst().getGeometry()).isEmpty();
    }

    @Test
    void tellsAgainWithAnotherRequestId() {
        // Given
        GrpcVisitingRules rules = new GrpcVisitingRules(patrol.peer());
        rules.put(plan());

        // When
        rules.put(plan());

        // Then
        assertThat(heard).extracting(PutVisitingRulesRequest::getRequestId).doesNotHaveDuplicates();
    }

    @Test
    void saysWhenPatrolServiceIsAway() {
        // Given
        patrol.stop();

        // When
        Throwable thrown = catchThrowable(() -> new GrpcVisitingRules(patrol.peer()).put(plan()));

        // Then
        assertThat(thrown).isInstanceOf(PeerAway.class);
    }
}
