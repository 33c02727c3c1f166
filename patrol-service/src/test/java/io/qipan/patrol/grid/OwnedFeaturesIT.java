package io.qipan.patrol.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GridFeature;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.ListGridFeaturesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Entry;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest.Rule;
import io.qipan.proto.patrol.v1.VisitingRule;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Imports of a layer that others have put features into. */
class OwnedFeaturesIT {
    private static final String RIVER = "jurisdictions/river-county-LH03";
    private static final String LINE = "{\"type\": \"LineString\", \"coordinates\": [[120, 42], [120.1, 42.1]]}";
    private static final String LAYER = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kind": "must_patrol_line",
             "code": "%s", "title_zh": "堤"}, "geometry": {"type": "LineString", "coordinates": [[120.2, 42.2],
             [120.3, 42.3]]}}]}""";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/patrol");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(
                    GridPorts.rpc(patrol, (present, change, at) -> List.of()),
                    new VisitingRuleRpc(
                            DATABASE.unitOfWork(),
                            clock,
                            new PutVisitingRules(patrol.grids(), new PostgresRuleOwners(), patrol.journal()),
                            new LiveGrid(DATABASE.unitOfWork(), patrol.grids()))))
            .withClock(clock);

    private String owned;

    @BeforeEach
    void askForVisits() {
        owned = put(Entry.newBuilder()
                        .setKey("CHIEF")
                        .setRule(Rule.newBuilder()
                                .setVisits(2)
                                .setPer(VisitingRule.Period.QUARTER)
                                .setMinimumShare(0.25))
                        .build())
                .getFirst();
    }

    private List<String> put(Entry entry) {
        return VisitingRuleServiceGrpc.newBlockingStub(rpc.channelOf("ecology-service", Role.SERVICE))
                .putVisitingRules(PutVisitingRulesRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setOwner(RIVER)
                        .setTitleZh("老哈河")
                        .setGeometry(LINE)
                        .addEntries(entry)
                        .build())
                .getFeaturesList();
    }

    private GridServiceGrpc.GridServiceBlockingStub grid() {
        return GridServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER));
    }

    private ImportGridResponse imported(long base, String code, boolean dryRun) {
        return grid().importGrid(ImportGridRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setBaseRevision(base)
                .setReason("dykes")
                .setDatum(Datum.WGS84)
                .setDryRun(dryRun)
                .setGeojson(LAYER.formatted(code))
                .build());
    }

    private List<String> features() {
        return grid().listGridFeatures(ListGridFeaturesRequest.getDefaultInstance()).getFeaturesList().stream()
                .map(GridFeature::getName)
                .toList();
    }

    @Test
    void what_is_visited_for_a_chief_stays_and_is_named_before_anything_is_written() {
        // When
        ImportGridResponse dry = imported(1, "D1", true);
        ImportGridResponse real = imported(1, "D1", false);

        // Then
        assertThat(dry.getFindingsList()).singleElement().satisfies(finding -> {
            assertThat(finding.getCode()).isEqualTo(GridFinding.Code.VISITING_RULE_KEPT);
            assertThat(finding.getSeverity()).isEqualTo(GridFinding.Severity.WARNING);
            assertThat(finding.getFeature()).isEqualTo(owned);
            assertThat(finding.getText()).contains(RIVER).contains("老哈河");
        });
        assertThat(dry.getRemoved()).isZero();
        assertThat(dry.getAdded()).isEqualTo(1);
        assertThat(real.getRevision().getRemoved()).isZero();
        assertThat(features()).containsExactlyInAnyOrder(owned, "gridFeatures/must_patrol_line-D1");
    }

    @Test
    void a_document_that_draws_it_elsewhere_changes_nothing_of_it() {
        // When
        ImportGridResponse real = imported(1, owned.substring(owned.indexOf("-x") + 1), false);

        // Then
        assertThat(real.hasRevision()).isFalse();
        assertThat(real.getFindingsList())
                .extracting(GridFinding::getCode)
                .containsExactly(GridFinding.Code.VISITING_RULE_KEPT);
    }

    @Test
    void its_owner_still_takes_it_away_and_then_nobody_keeps_it() {
        // Given
        imported(1, "D1", false);

        // When
        put(Entry.newBuilder().setKey("CHIEF").build());

        // Then
        assertThat(features()).containsExactly("gridFeatures/must_patrol_line-D1");
        assertThat(imported(3, "D2", true).getFindingsList()).isEmpty();
    }
}
