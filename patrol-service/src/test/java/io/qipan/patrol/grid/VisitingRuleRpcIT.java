package io.qipan.patrol.grid;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Entry;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Rule;
import io.qipan.proto.patrol.v1.PutVisitingRulesResponse;
import io.qipan.proto.patrol.v1.VisitingRule;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc.VisitingRuleServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitingRuleRpcIT {
    private static final String LINE = "{\"type\": \"LineString\", \"coordinates\": [[120, 42], [120.1, 42.1]]}";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/patrol");

    private final TestClock clock = TestClock.standing();
    private final Grids grids = new PostgresGrids();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(new VisitingRuleRpc(
                    DATABASE.unitOfWork(),
                    clock,
                    new PutVisitingRules(grids, new PostgresRuleOwners(), new PostgresJournal(clock)),
                    new LiveGrid(DATABASE.unitOfWork(), grids))))
            .withClock(clock);

    private VisitingRuleServiceBlockingStub service() {
        return VisitingRuleServiceGrpc.newBlockingStub(rpc.channelOf("ecology-service", Role.SERVICE));
    }

    private static Entry rule(String key, int visits) {
        return Entry.newBuilder()
                .setKey(key)
                .setRule(Rule.newBuilder()
                        .setVisits(visits)
                        .setPer(VisitingRule.Period.QUARTER)
                        .setMinimumDwellS(60)
                        .setMinimumShare(0.25)
                        .setLargestGapS(864_000)
                        .setSmallestGapS(345_600))
                .build();
    }

    private static Entry none(String key) {
        return Entry.newBuilder().setKey(key).build();
    }

    private static PutVisitingRulesRequest asked(String geometry, Entry... entries) {
        return PutVisitingRulesRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setOwner("jurisdictions/river-county-LH03")
                .setTitleZh("老哈河")
                .setGeometry(geometry)
                .addAllEntries(List.of(entries))
                .build();
    }

    private List<FeatureVersion> features() {
        return DATABASE.unitOfWork().read(() -> grids.list(grids.newest(), Optional.empty(), "", 100));
    }

    @Test
    void whatIsAskedForBecomesAMustPatrolLineWithItsRule() {
        // When
        PutVisitingRulesResponse put = service().putVisitingRules(asked(LINE, rule("CHIEF", 2), none("POLICE_CHIEF")));

        // Then
        assertThat(put.getMadeRevision()).isEqualTo(1);
        assertThat(features())
                .extracting(version -> version.feature().name())
                .containsExactlyElementsOf(put.getFeaturesList());
        var feature = features().getFirst().feature();
        assertThat(feature.kind()).isEqualTo(FeatureKind.MUST_PATROL_LINE);
        assertThat(feature.visitingRule()).hasValueSatisfying(rule -> {
            assertThat(rule.per()).isEqualTo(Period.QUARTER);
            assertThat(rule.visits()).isEqualTo(2);
            assertThat(rule.minimumShare()).isEqualTo(0.25);
            assertThat(rule.gaps()).isEqualTo(new Gaps(864_000, 345_600));
        });
    }

    @Test
    void askingAgainChangesNothing() {
        // Given
        service().putVisitingRules(asked(LINE, rule("CHIEF", 2)));

        // When
        PutVisitingRulesResponse again = service().putVisitingRules(asked(LINE, rule("CHIEF", 2)));

        // Then
        assertThat(again.getMadeRevision()).isZero();
        assertThat(again.getFeaturesList()).hasSize(1);
    }

    @Test
    void anotherFormTakesThePlaceOfTheFirstAndNothingIsLeftWithoutRules() {
        // Given
        service().putVisitingRules(asked(LINE, rule("CHIEF", 2), rule("POLICE_CHIEF", 1)));
        String area = "{\"type\": \"Polygon\", \"coordinates\": [[[120, 42], [120.1, 42], [120.1, 42.1], [120, 42]]]}";

        // When
        service().putVisitingRules(asked(area, rule("CHIEF", 2), none("POLICE_CHIEF")));

        // Then
        assertThat(features())
                .extracting(version -> version.feature().kind())
                .containsExactly(FeatureKind.MUST_PATROL_AREA);
        service().putVisitingRules(asked("", none("CHIEF"), none("POLICE_CHIEF")));
        assertThat(features()).isEmpty();
    }

    @Test
    void whatCannotBeVisitedIsRefused() {
        // Given
        String bowTie = "{\"type\": \"Polygon\", \"coordinates\":"
                + " [[[120, 42], [120.1, 42.1], [120.1, 42], [120, 42.1], [120, 42]]]}";

        // When
        List<Reason> reasons = List.of("", "{", "{\"type\": \"Point\", \"coordinates\": [1, 2]}", bowTie).stream()
                .map(geometry -> reasonOf(refused(() -> service().putVisitingRules(asked(geometry, rule("CHIEF", 1))))))
                .toList();

        // Then
        assertThat(reasons).containsOnly(Reason.INVALID_FIELD);
        assertThat(features()).isEmpty();
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, VisitingRuleServiceGrpc.getServiceDescriptor(), 300, 20261123);

        assertThat(service().putVisitingRules(asked(LINE, rule("CHIEF", 2))).getFeaturesList())
                .hasSize(1);
    }
}
