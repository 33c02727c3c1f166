package io.qipan.patrol.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents that may not be in the datum they are said to be in. */
class SuspectedImportTest {
    private static final String CITY = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kind": "city", "code": "C",
             "title_zh": "C"}, "geometry": {"type": "Polygon", "coordinates": [[[106.80, 39.60], [106.84, 39.60],
             [106.84, 39.64], [106.80, 39.64], [106.80, 39.60]]]}}]}""";

    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), new FakeJournal());

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    private ImportGridResponse imported(long base, Datum datum, boolean accept) {
        return GridServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER))
                .importGrid(ImportGridRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setBaseRevision(base)
                        .setReason("spring")
                        .setDatum(datum)
                        .setAcceptSuspicions(accept)
                        .setGeojson(CITY)
                        .build());
    }

    @Test
    void a_layer_that_lies_beside_itself_is_not_taken_until_somebody_says_that_it_is_right() {
        // Given
        assertThat(imported(0, Datum.GCJ02, false).hasRevision()).isTrue();

        // When
        ImportGridResponse suspected = imported(1, Datum.WGS84, false);
        ImportGridResponse accepted = imported(1, Datum.WGS84, true);

        // Then
        assertThat(suspected.hasRevision()).isFalse();
        assertThat(suspected.getFindingsList()).singleElement().satisfies(finding -> {
            assertThat(finding.getCode()).isEqualTo(GridFinding.Code.WRONG_DATUM);
            assertThat(finding.getSeverity()).isEqualTo(GridFinding.Severity.ERROR);
            assertThat(finding.getText()).contains("accept_suspicions");
        });
        assertThat(accepted.getRevision().getNumber()).isEqualTo(2);
        assertThat(accepted.getFindings(0).getSeverity()).isEqualTo(GridFinding.Severity.WARNING);
    }
}
