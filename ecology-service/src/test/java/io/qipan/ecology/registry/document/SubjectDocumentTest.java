package io.qipan.ecology.registry.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.proto.ecology.v1.Outfall;
import io.qipan.proto.ecology.v1.SubjectEntry;
import io.qipan.runtime.place.MapDatum;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers as GeoJSON; those as CSV are imported in SubjectRpcIT. */
class SubjectDocumentTest {
    private static final String PLACE = "{\"type\": \"Point\", \"coordinates\": [106.78, 39.67]}";

    private static String outfall(String code, String more, String geometry) {
        return """
                {"type": "Feature", "geometry": %s, "properties": {"code": "%s", "title_zh": "排污口", "resource": "RIVER",
                 "agency": "wuhai", "category": "INDUSTRIAL", "channel": "PIPE", "receiving_water": "黄河",
                 "responsible_bodies": ["a works", "a park"], "monitoring": "AUTOMATIC", "title_en": null%s}}""".formatted(geometry, code, more);
    }

    private static Content read(String... features) {
        return SubjectDocument.geojson(
                "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}",
                SubjectKind.OUTFALL,
                MapDatum.WGS84);
    }

    @Test
    void readsFieldsOfTheContractWithArraysAndNulls() {
        // When
        Content content = read(outfall("WH-001", "", PLACE));

        // Then
        assertThat(content.faults()).isEmpty();
        SubjectEntry entry = content.drafts().getFirst().entry();
        assertThat(entry.getAgency()).isEqualTo("agencies/wuhai");
        assertThat(entry.getTitleEn()).isEmpty();
        assertThat(entry.getOutfall().getResponsibleBodiesList()).containsExactly("a works", "a park");
        assertThat(entry.getOutfall().getMonitoring()).isEqualTo(Outfall.Monitoring.AUTOMATIC);
        assertThat(content.drafts().getFirst().geometry().getCoordinate().x).isEqualTo(106.78);
    }

    @Test
    void takesPlacesInTheDatumOfTheDocument() {
        // Given
        String document = "{\"type\": \"FeatureCollection\", \"features\": [" + outfall("WH-001", "", PLACE) + "]}";

        // When
        Content content = SubjectDocument.geojson(document, SubjectKind.OUTFALL, MapDatum.GCJ02);

        // Then
        assertThat(content.faults()).isEmpty();
        assertThat(content.drafts().getFirst().geometry().getCoordinate().x)
                .as("some hundred metres to the west")
                .isBetween(106.77, 106.779);
    }

    @Test
    void tellsEveryFaultAndReadsTheRest() {
        // When
        Content content = read(
                outfall("WH-001", "", PLACE),
                outfall("WH-001", "", PLACE),
                outfall("WH-002", ", \"colour\": \"brown\"", PLACE),
                outfall("WH-003", ", \"monitoring\": \"SOMETIMES\"", PLACE),
                outfall("WH 004", "", PLACE),
                outfall("WH-005", "", "{\"type\": \"Point\", \"coordinates\": [\"east\", 39]}"),
                outfall("WH-006", "", "null"),
                outfall("WH-007", "", PLACE));

        // Then
        assertThat(content.drafts()).extracting(Draft::index).containsExactly(1, 8);
        assertThat(content.faults()).extracting(Fault::index).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(content.faults().get(0).text()).contains("is that of 1 as well");
        assertThat(content.faults().get(1).text()).contains("no field 'colour'");
        assertThat(content.faults().get(5).code()).isEqualTo("WH-006");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | no JSON",
                "[] | no FeatureCollection",
                "{\"type\": \"Feature\", \"features\": []} | no FeatureCollection",
                "{\"type\": \"FeatureCollection\"} | no FeatureCollection",
                "{\"type\": \"FeatureCollection\", \"features\": [7]} | cannot be read"
            })
    void tellsWhatIsNoDocumentOfFeatures(String text, String fault) {
        // When
        Content content = SubjectDocument.geojson(text, SubjectKind.OUTFALL, MapDatum.WGS84);

        // Then
        assertThat(content.drafts()).isEmpty();
        assertThat(content.faults())
                .singleElement()
                .satisfies(found -> assertThat(found.text()).contains(fault));
    }

    @Test
    void endsAtItsLimit() {
        // Given
        String features = IntStream.rangeClosed(1, 2_001)
                .mapToObj(i -> outfall("WH-" + i, "", PLACE))
                .collect(Collectors.joining(","));

        // When
        Content content = read(features);

        // Then
        assertThat(content.drafts()).hasSize(2_000);
        assertThat(content.faults())
                .singleElement()
                .satisfies(found -> assertThat(found.text()).contains("more than 2,000"));
    }

    @Test
    void aDeepDocumentIsRefusedAndNotFollowed() {
        // Given
        String deep = String.join("", Collections.nCopies(100_000, "["));

        // When
        Content content = SubjectDocument.geojson(deep, SubjectKind.OUTFALL, MapDatum.WGS84);

        // Then
        assertThat(content.faults()).hasSize(1);
    }
}
