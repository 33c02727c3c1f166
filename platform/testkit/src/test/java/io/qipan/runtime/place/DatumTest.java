package io.qipan.runtime.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatumTest {

    /** Published coordinates are rounded, and the datum itself is secret. */
    private static final double PUBLISHED_M = 1.0;

    private static final Pattern COMMA = Pattern.compile(",");
    private static final double ROUND_TRIP_M = 0.01;
    /** BD-09 has no exact inverse in public use. */
    private static final double BAIDU_ROUND_TRIP_M = 0.7;

    private static double metres(Datum one, Datum other) {
        return Distance.metres(
                new Wgs84(one.latitude(), one.longitude()), new Wgs84(other.latitude(), other.longitude()));
    }

    /** Positions of well-known places, read from public maps to about 100 m; only the size of the shift is claimed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // Name, WGS-84 latitude and longitude.
        "Tian'anmen in Beijing, 39.9087, 116.3975",
        "the Bund in Shanghai, 31.2400, 121.4900",
        "Canton Tower in Guangzhou, 23.1066, 113.3245",
        "Potala Palace in Lhasa, 29.6577, 91.1172",
        "Harbin station, 45.7619, 126.6317",
        "Urumqi grand bazaar, 43.7793, 87.6250"
    })
    void shiftsEveryPlaceInChinaByHundredsOfMetresAndBack(String name, double latitude, double longitude) {
        // Given
        Wgs84 point = new Wgs84(latitude, longitude);

        // When
        Gcj02 shifted = point.toGcj02();

        // Then
        assertThat(metres(point, shifted)).as(name).isBetween(100.0, 700.0);
        assertThat(metres(shifted.toWgs84(), point)).as(name).isLessThan(ROUND_TRIP_M);
        assertThat(metres(shifted.toBd09().toWgs84(), point)).as(name).isLessThan(BAIDU_ROUND_TRIP_M);
    }

    /** The example beside the widely used public code of the formula: 39.915, 116.404 (github.com/wandergis/coordtransform). */
    @Test
    void agreesWithTheExampleOfThePublicFormula() {
        // Given
        Wgs84 satellite = new Wgs84(39.915, 116.404);
        Gcj02 chinese = new Gcj02(39.915, 116.404);
        Bd09 baidu = new Bd09(39.915, 116.404);

        // When
        List<Datum> converted = List.of(satellite.toGcj02(), chinese.toBd09(), baidu.toGcj02());

        // Then
        assertThat(metres(converted.get(0), new Gcj02(39.91640428150164, 116.41024449916938)))
                .isLessThan(0.01);
        assertThat(metres(converted.get(1), new Bd09(39.92133699351021, 116.41036949371029)))
                .isLessThan(0.01);
        assertThat(metres(converted.get(2), new Gcj02(39.90865673957631, 116.39762729119315)))
                .isLessThan(0.01);
    }

    /** Only where the published table lies beside the repository; its rows are not ours to copy. */
    @Test
    void agreesWithPublishedCityCoordinatesInAllDirections() throws IOException {
        // Given
        Path table = table();
        Assumptions.assumeTrue(
                Files.exists(table), () -> "no table of cities; set qipan.shared to the folder with data");

        // When
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(table)) {
            rows = lines.skip(1).map(line -> COMMA.split(line, -1)).toList();
        }

        // Then
        assertThat(rows).hasSize(166).allSatisfy(DatumTest::agrees);
    }

    private static void agrees(String[] row) {
        Wgs84 wgs84 = new Wgs84(Double.parseDouble(row[5]), Double.parseDouble(row[4]));
        Gcj02 gcj02 = new Gcj02(Double.parseDouble(row[7]), Double.parseDouble(row[6]));
        Bd09 bd09 = new Bd09(Double.parseDouble(row[9]), Double.parseDouble(row[8]));
        assertThat(metres(wgs84.toGcj02(), gcj02))
                .as("%s WGS-84 to GCJ-02", row[3])
                .isLessThan(PUBLISHED_M);
        assertThat(metres(gcj02.toWgs84(), wgs84))
                .as("%s GCJ-02 to WGS-84", row[3])
                .isLessThan(PUBLISHED_M);
        assertThat(metres(gcj02.toBd09(), bd09))
                .as("%s GCJ-02 to BD-09", row[3])
                .isLessThan(PUBLISHED_M);
        assertThat(metres(bd09.toGcj02(), gcj02))
                .as("%s BD-09 to GCJ-02", row[3])
                .isLessThan(PUBLISHED_M);
        assertThat(metres(bd09.toWgs84(), wgs84))
                .as("%s BD-09 to WGS-84", row[3])
                .isLessThan(PUBLISHED_M);
    }

    private static Path table() {
        String shared = System.getProperty("qipan.shared");
        // The module lies two folders below the repository.
        Path root = shared == null ? Path.of("../../../shared") : Path.of(shared);
        return root.resolve("data/coordinates/china_cities_wgs84_gcj02_bd09.csv");
    }

    @Property
    void comesBackToWhereItWas(
            @ForAll @DoubleRange(min = 4, max = 53) double latitude,
            @ForAll @DoubleRange(min = 74, max = 135) double longitude) {
        // Given
        Wgs84 point = new Wgs84(latitude, longitude);

        // When
        Wgs84 back = point.toGcj02().toWgs84();

        // Then
        assertThat(metres(back, point)).isLessThan(ROUND_TRIP_M);
    }

    @Property
    void isTheSameOutsideOfChina(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 72) double longitude) {
        // Given
        Wgs84 point = new Wgs84(latitude, longitude);

        // When
        Gcj02 shifted = point.toGcj02();

        // Then
        assertThat(metres(shifted, point)).isZero();
        assertThat(shifted.toWgs84()).isEqualTo(point);
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0", "-90.1, 0", "0, 180.1", "0, -180.1", "NaN, 0", "0, NaN", "Infinity, 0", "116.4, 39.9"})
    void refusesWhatIsNotOnEarth(double latitude, double longitude) {
        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new Wgs84(latitude, longitude));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.PLACE_INVALID);
        assertThat(refused.refusal().metadata()).containsEntry("problem", "out_of_range");
    }

    /** Baidu uses WGS-84 as it is outside of China, so there is no place that it cannot name. */
    @Property
    void convertsEveryPointOnEarthToOneNearby(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude) {
        // When
        Wgs84 fromBaidu = new Bd09(latitude, longitude).toWgs84();

        // Then
        assertThat(metres(fromBaidu, new Wgs84(latitude, longitude))).isLessThan(3_000);
    }
}
