package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.proto.patrol.v1.WatchUnitsRequest;
import io.qipan.runtime.refusal.Refusal.Violation;
import org.junit.jupiter.api.Test;

class UnstorableTest {
    private static final Timestamp YEAR_10000 =
            Timestamp.newBuilder().setSeconds(253_402_300_800L).build();

    @Test
    void text_with_a_nul_is_named_by_its_place_in_lists_and_messages() {
        // Given
        WatchUnitsRequest request = WatchUnitsRequest.newBuilder()
                .setFilter(UnitFilter.newBuilder().addKinds("patrol_car").addKinds("a\0b"))
                .build();

        // When
        Unstorable found = Unstorable.in(request);

        // Then
        assertThat(found.violations()).extracting(Violation::field).containsExactly("filter.kinds[1]");
        assertThat(found.hasImpossibleTime()).isFalse();
    }

    @Test
    void a_time_that_no_instant_holds_is_named_and_told_apart() {
        // Given
        ReportPositionRequest request =
                ReportPositionRequest.newBuilder().setFixedAt(YEAR_10000).build();

        // When
        Unstorable found = Unstorable.in(request);

        // Then
        assertThat(found.violations()).extracting(Violation::field).containsExactly("fixed_at");
        assertThat(found.hasImpossibleTime()).isTrue();
    }

    @Test
    void what_can_be_kept_is_not_objected_to() {
        // Given
        FindNearestUnitsRequest request = FindNearestUnitsRequest.newBuilder()
                .setPoint(Point.newBuilder().setLatitude(39.6).setLongitude(106.8))
                .addCapabilities("search")
                .build();

        // When
        Unstorable found = Unstorable.in(request);

        // Then
        assertThat(found.violations()).isEmpty();
    }
}
