package io.qipan.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveFleetTest {

    @Test
    void aMeasurementOfOtherKindsHasOtherUnits() {
        // Given
        Map<String, String> cars = LiveFleet.kindsByName(4, List.of("patrol_car"));

        // When
        Map<String, String> mixed = LiveFleet.kindsByName(4, List.of("uav_multirotor", "patrol_car"));

        // Then
        assertThat(cars).hasSize(4);
        assertThat(mixed)
                .containsExactly(
                        Map.entry("units/bench-live-uav-multirotor-00000", "uav_multirotor"),
                        Map.entry("units/bench-live-patrol-car-00001", "patrol_car"),
                        Map.entry("units/bench-live-uav-multirotor-00002", "uav_multirotor"),
                        Map.entry("units/bench-live-patrol-car-00003", "patrol_car"));
        assertThat(cars).containsEntry("units/bench-live-patrol-car-00003", "patrol_car");
    }
}
