package io.qipan.dispatch.gazetteer.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.gazetteer.file.PlaceFile.Content;
import io.qipan.dispatch.gazetteer.model.Fault;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.runtime.place.MapDatum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceFileTest {
    private static final String FEATURE = """
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "1", "name": "A路",
         "kind": "ROAD"%s}, "geometry": %s}]}\
        """;
    private static final String LINE = "{\"type\": \"LineString\", \"coordinates\": [[106.7, 39.6], [106.8, 39.6]]}";

    private static byte[] packed(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Content csv(String text) {
        return PlaceFile.read(
                packed(text, StandardCharsets.UTF_8), CsvPlaces::read, MapDatum.WGS84, Optional.of(PlaceKind.LANDMARK));
    }

    private static Content geoJson(String text) {
        return PlaceFile.read(
                packed(text, StandardCharsets.UTF_8), GeoJsonPlaces::read, MapDatum.WGS84, Optional.empty());
    }

    @Test
    void a_table_is_read_with_quotes_marks_and_blanks() {
        // When
        Content content = csv("\ufeffname,code,aliases\n\"A, B\", 7 ,x| y |\n");

        // Then
        assertThat(content.faults()).isEmpty();
        Place place = content.places().getFirst();
        assertThat(place.code()).isEqualTo("7");
        assertThat(place.name()).isEqualTo("A, B");
        assertThat(place.aliases()).containsExactly("x", "y");
        assertThat(place.uncertaintyM()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7,x,39,,        | latitude and longitude",
                "7,x,39,181,     | longitude '181'",
                "7,x,NaN,106,    | latitude 'NaN'",
                "7,x,39,106,-1   | uncertainty_m '-1'",
                "7,,39,106,      | name ''",
                "a b,x,39,106,   | code 'a b'",
                "7,x             | has 2 cells"
            })
    void a_line_that_cannot_be_used_says_why(String line, String why) {
        // When
        Content content = csv("code,name,latitude,longitude,uncertainty_m\n" + line + "\n");

        // Then
        assertThat(content.places()).isEmpty();
        assertThat(content.faults()).first().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.text()).contains(why);
        });
    }

    @Test
    void a_file_that_is_no_table_is_one_fault() {
        // When
        Content content = csv("code,name\n\"1,x");

        // Then
        assertThat(content.faults()).extracting(Fault::line).containsExactly(0);
    }

    @Test
    void what_is_not_utf_8_or_not_packed_is_told() {
        // Given
        byte[] chinese = packed("code,name\n1,人民", Charset.forName("GBK"));

        // When
        Content content = PlaceFile.read(chinese, CsvPlaces::read, MapDatum.WGS84, Optional.empty());

        // Then
        assertThat(content.faults()).first().extracting(Fault::text).asString().contains("UTF-8");
        assertThat(PlaceFile.read(new byte[] {1, 2}, CsvPlaces::read, MapDatum.WGS84, Optional.empty())
                        .faults())
                .first()
                .extracting(Fault::text)
                .asString()
                .contains("gzip");
    }

    @Test
    void a_file_that_unpacks_to_too_much_is_refused() {
        // When
        Content content = csv("code,name\n" + "#".repeat(32_000_000));

        // Then
        assertThat(content.faults()).first().extracting(Fault::text).asString().contains("32000000 bytes");
    }

    @Test
    void no_more_places_are_read_than_promised() {
        // Given
        StringBuilder csv = new StringBuilder("code,name\n");
        for (int i = 0; i <= 200_000; i++) {
            csv.append(i).append(",x").append(i).append('\n');
        }

        // When
        Content content = csv(csv.toString());

        // Then
        assertThat(content.places()).hasSize(200_000);
        assertThat(content.faults()).extracting(Fault::line).containsExactly(200_002);
    }

    @Test
    void of_a_spoiled_file_the_first_faults_are_kept_and_all_are_counted() {
        // When
        Content content = csv("code,name\n" + "x\n".repeat(5_000));

        // Then
        assertThat(content.faults())
                .hasSize(1_000)
                .first()
                .extracting(Fault::line)
                .isEqualTo(2);
        assertThat(content.faultCount()).isEqualTo(5_000);
    }

    @Test
    void a_road_keeps_its_posts() {
        // When
        Content content = geoJson(FEATURE.formatted(", \"km_from\": 10, \"km_to\": 2.5", LINE));

        // Then
        assertThat(content.faults()).isEmpty();
        assertThat(content.places().getFirst().posts()).contains(new Place.Posts(10, 2.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; {\"type\": \"Point\", \"coordinates\": [39.6, 106.7]}; not on Earth",
                "; {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,1],[0,1],[1,0],[0,0]]]}; crosses itself",
                "; {\"type\": \"Circle\"}; Circle",
                ", \"km_from\": 10; {\"type\": \"Point\", \"coordinates\": [106.7, 39.6]}; km_from and km_to"
            })
    void a_feature_that_cannot_be_used_says_why(String properties, String geometry, String why) {
        // When
        Content content = geoJson(FEATURE.formatted(properties == null ? "" : properties, geometry));

        // Then
        assertThat(content.places()).isEmpty();
        assertThat(content.faults()).first().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(1);
            assertThat(fault.text()).contains(why);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[]; no FeatureCollection", "{\"type\": \"FeatureCollection\"; no JSON", "x; no JSON"})
    void what_is_no_collection_is_one_fault(String text, String why) {
        // When
        Content content = geoJson(text);

        // Then
        assertThat(content.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isZero();
            assertThat(fault.text()).contains(why);
        });
    }
}
