package io.qipan.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BenchGridTest {

    @Test
    void theCityIsAsLargeAsAllItsCells() throws Exception {
        // Given
        JsonNode features = new ObjectMapper().readTree(BenchCity.document()).path("features");

        // When
        BenchGrid city = BenchGrid.around(features.path(0).path("geometry").toString());

        // Then
        assertThat(city).isEqualTo(new BenchGrid(39.5, 106.6, 39.68, 106.87));
        assertThat(features)
                .filteredOn(feature ->
                        feature.path("properties").path("kind").asText().equals("cell"))
                .hasSize(BenchCity.cells())
                .allSatisfy(cell -> {
                    BenchGrid bounds = BenchGrid.around(cell.path("geometry").toString());
                    assertThat(bounds.south()).isGreaterThanOrEqualTo(city.south());
                    assertThat(bounds.north()).isLessThanOrEqualTo(city.north());
                    assertThat(bounds.west()).isGreaterThanOrEqualTo(city.west());
                    assertThat(bounds.east()).isLessThanOrEqualTo(city.east());
                });
    }
}
