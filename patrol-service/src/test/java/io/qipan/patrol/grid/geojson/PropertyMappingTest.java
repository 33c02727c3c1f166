package io.qipan.patrol.grid.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Draft;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.runtime.place.MapDatum;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents whose properties are not named as ours. */
class PropertyMappingTest {

    private static String zone(String properties) {
        return """
                {"type": "Feature", "properties": {%s}, "geometry": {"type": "Polygon",
                 "coordinates": [[[106.8, 39.6], [106.9, 39.6], [106.9, 39.7], [106.8, 39.6]]]}}""".formatted(properties);
    }

    private static Reading read(String code, String parent, String... features) {
        return DocumentReader.read(
                "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}",
                MapDatum.WGS84,
                Optional.of(FeatureKind.ZONE),
                new PropertyNames("kind", code, "title_en", "name", parent, "visiting_rule", "reports"));
    }

    @Test
    void dots_lead_into_objects() {
        // When
        Reading reading = read("ids.adcode", "parent.adcode", zone("""
                "ids": {"adcode": 150302}, "name": "N", "parent": {"adcode": 150300}"""));

        // Then
        assertThat(reading.findings()).isEmpty();
        assertThat(reading.drafts())
                .extracting(Draft::feature)
                .extracting(GridFeature::code)
                .containsExactly("150302");
        assertThat(reading.drafts().getFirst().feature().parent()).contains("150300");
    }

    @Test
    void a_property_with_a_dot_in_its_name_goes_before_a_member_of_an_object() {
        // When
        Reading reading = read("code", "parent.adcode", zone("""
                "code": "A", "name": "N", "parent.adcode": "B", "parent": {"adcode": "C"}"""));

        // Then
        assertThat(reading.drafts().getFirst().feature().parent()).contains("B");
    }

    @Test
    void features_without_a_code_of_their_own_are_numbered_in_their_order() {
        // When
        Reading reading = read("#", "parent", zone("""
                "name": "N", "parent": "C\""""), zone("""
                "name": "N", "parent": "C\""""));

        // Then
        assertThat(reading.drafts()).extracting(draft -> draft.feature().code()).containsExactly("1", "2");
    }

    @Test
    void who_names_an_object_for_the_parent_is_told_to_name_a_member() {
        // When
        Reading reading = read("code", "parent", zone("""
                "code": "A", "name": "N", "parent": {"adcode": 150300}"""));

        // Then
        assertThat(reading.findings())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("'parent.code'");
    }
}
