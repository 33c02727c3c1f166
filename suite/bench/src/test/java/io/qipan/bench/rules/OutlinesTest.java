package io.qipan.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlinesTest {
    private static final String TWO_DISTRICTS = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
                [[[106, 39], [107, 39], [107, 40], [106, 40], [106, 39]], [[106.4, 39.4], [106.5, 39.4], [106.5, 39.5], [106.4, 39.4]]]}},
              {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates":
                [[[[107, 39], [110, 39], [107, 40], [107, 39]]]]}},
              {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}""";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("places.json"), text);
    }

    @Test
    void outer_rings_keep_their_corners_and_how_they_lie_to_one_another() throws IOException {
        // When
        Outlines outlines = Outlines.read(file(TWO_DISTRICTS));

        // Then
        assertThat(outlines.rings()).hasSize(2);
        assertThat(outlines.corners()).isEqualTo(7);
        assertThat(outlines.rings().get(1).get(1)).containsExactly(1, 0);
        assertThat(outlines.rings().get(0).get(2)).containsExactly(0.25, 0.25);
    }

    @Test
    void every_outline_is_the_place_of_one_rule_of_each_activity() throws IOException {
        // Given
        RuleFiles files = new RuleFiles(12, Optional.of(Outlines.read(file(TWO_DISTRICTS))));

        // When
        files.write(folder);

        // Then
        JsonNode areas = new ObjectMapper()
                .readTree(folder.resolve("bench-000000.json").toFile())
                .path("areas");
        assertThat(areas).hasSize(12);
        assertThat(corners(areas, 0)).hasSize(4).isEqualTo(corners(areas, 3));
        assertThat(corners(areas, 4)).hasSize(3);
        // The map begins anew beside itself.
        assertThat(corners(areas, 8)).hasSize(4).isNotEqualTo(corners(areas, 0));
    }

    private static JsonNode corners(JsonNode areas, int number) {
        return areas.path(number).path("polygons_latitude_longitude").path(0);
    }

    @Test
    void a_file_without_polygons_is_no_ground() throws IOException {
        // Given
        Path points = file("{\"type\": \"Point\", \"coordinates\": [1, 2]}");

        // Then
        assertThatThrownBy(() -> Outlines.read(points))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no polygon");
    }
}
