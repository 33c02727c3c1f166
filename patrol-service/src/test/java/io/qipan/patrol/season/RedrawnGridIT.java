package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Declarations name features of the grid; whoever redraws the grid is told what would become of them. */
class RedrawnGridIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(SeasonScenario.NOVEMBER);
    private final SeasonBoard board = SeasonBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(board.rpc(), board.gridRpc()));

    private ImportGridResponse imported(long base, boolean dryRun, String... features) {
        return GridServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER))
                .importGrid(ImportGridRequest.newBuilder()
                        .setRequestId(SeasonScenario.requestId())
                        .setReason("test")
                        .setDryRun(dryRun)
                        .setBaseRevision(base)
                        .setDatum(Datum.WGS84)
                        .setGeojson(
                                "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}")
                        .build());
    }

    private static String city() {
        return SeasonScenario.square("city", "C", "", 39.60, 39.64);
    }

    private static String north(double from) {
        return SeasonScenario.square("zone", "N", "C", from, 39.64);
    }

    private static String south(double until) {
        return SeasonScenario.square("zone", "S", "C", 39.60, until);
    }

    private MediumDeclaration declared(Passage passage, String zone) {
        return SeasonServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .declareMedium(SeasonScenario.declaring(Medium.ICE, passage)
                        .setOptionalPlace("gridFeatures/zone-" + zone)
                        .build())
                .getDeclaration();
    }

    private static List<GridFinding> affected(ImportGridResponse response) {
        return response.getFindingsList().stream()
                .filter(finding -> finding.getCode() == GridFinding.Code.DECLARATION_AFFECTED)
                .toList();
    }

    @Test
    void whoever_redraws_a_place_is_told_what_closes_there() {
        // Given
        assertThat(imported(0, false, city(), north(39.62), south(39.62)).getErrorCount())
                .isZero();
        MediumDeclaration closed = declared(Passage.CLOSED, "N");
        var ignored = declared(Passage.OPEN, "S");

        // When
        ImportGridResponse redrawn = imported(1, true, city(), north(39.63), south(39.63));

        // Then
        assertThat(affected(redrawn)).singleElement().satisfies(finding -> {
            assertThat(finding.getSeverity()).isEqualTo(GridFinding.Severity.WARNING);
            assertThat(finding.getFeature()).isEqualTo("gridFeatures/zone-N");
            assertThat(finding.getIndex()).isEqualTo(1);
            assertThat(finding.getText()).contains(closed.getName() + " closes ice", "drawn anew");
        });
    }

    @Test
    void whoever_takes_a_place_away_is_told_too_and_may_do_it() {
        // Given
        assertThat(imported(0, false, city(), north(39.62), south(39.62)).getErrorCount())
                .isZero();
        MediumDeclaration closed = declared(Passage.CLOSED, "N");

        // When
        ImportGridResponse without = imported(1, false, SeasonScenario.square("zone", "A", "C", 39.60, 39.64));

        // Then
        assertThat(affected(without)).singleElement().satisfies(finding -> {
            assertThat(finding.getIndex()).isEqualTo(-1);
            assertThat(finding.getText()).contains(closed.getName(), "gone");
        });
        assertThat(without.getRevision().getNumber()).isEqualTo(2);
    }

    @Test
    void another_name_of_the_same_place_changes_nothing() {
        // Given
        assertThat(imported(0, false, city(), north(39.62), south(39.62)).getErrorCount())
                .isZero();
        var ignored = declared(Passage.CLOSED, "N");

        // When
        ImportGridResponse renamed = imported(
                1, true, city(), north(39.62).replace("\"title_zh\": \"N\"", "\"title_zh\": \"北\""), south(39.62));

        // Then
        assertThat(renamed.getChanged()).isEqualTo(1);
        assertThat(affected(renamed)).isEmpty();
    }
}
