package io.qipan.launcher.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.launcher.UserError;
import io.qipan.launcher.track.Survey.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    @TempDir
    Path folder;

    private Survey survey(TrackFormat format, String content) throws IOException {
        return Survey.of(Files.writeString(folder.resolve("track.txt"), content), format, "told");
    }

    private static List<TrackPoint> points(Survey survey) {
        List<TrackPoint> points = new ArrayList<>();
        survey.read(points::add);
        return points;
    }

    @Test
    void plt_is_read_with_feet_and_utc() throws IOException {
        // Given
        String content = Samples.PLT + "39.984702,116.318417,0,492,39744.12,2008-10-23,02:53:04\r\n"
                + "39.984683,116.31845,0,-777,39744.12,2008-10-23,02:53:10\r\n";

        // When
        Survey survey = survey(new PltFormat(), content);

        // Then
        assertThat(points(survey))
                .containsExactly(
                        TrackPoint.of(
                                7,
                                39.984702,
                                116.318417,
                                Instant.parse("2008-10-23T02:53:04Z"),
                                OptionalDouble.of(492 * 0.3048)),
                        TrackPoint.of(
                                8,
                                39.984683,
                                116.31845,
                                Instant.parse("2008-10-23T02:53:10Z"),
                                OptionalDouble.empty()));
        assertThat(survey.first()).isEqualTo("2008-10-23T02:53:04Z");
        assertThat(survey.last()).isEqualTo("2008-10-23T02:53:10Z");
    }

    @Test
    void lines_that_cannot_be_read_are_told_by_number_and_skipped() throws IOException {
        // Given
        String content = Samples.PLT + """
                39.98,116.31,0,492,39744.12,2008-10-23,02:53:04
                39.98,116.31,0,492,39744.12,2008-10-23

                north,116.31,0,492,39744.12,2008-10-23,02:53:05
                39.98,116.31,0,492,39744.12,2008-02-30,02:53:06
                39.98,NaN,0,492,39744.12,2008-10-23,02:53:07
                """;

        // When
        Survey survey = survey(new PltFormat(), content);

        // Then
        assertThat(survey.points()).isEqualTo(1);
        assertThat(survey.skipped())
                .containsExactly(
                        new Skipped(8, "it has 6 fields, not 7"),
                        new Skipped(10, "the latitude 'north' is no number"),
                        new Skipped(11, "'2008-02-30 02:53:06' is no time"),
                        new Skipped(12, "the longitude 'NaN' is no number"));
    }

    @Test
    void ships_are_read_with_their_ids_and_a_byte_order_mark() throws IOException {
        // Given
        String content = "\uFEFFID,ais_pos_timestamp,longitude,latitude\n1,20/03/2021 00:22,32.5,31.4\n"
                + "2,31/02/2021 00:22,32.5,31.4\n2,20/03/2021 01:25,32.6\n2,20/03/2021 01:25,32.6,31.5\n";

        // When
        Survey survey = survey(new CsvFormat(CsvLayout.ais()), content);

        // Then
        assertThat(survey.ids()).isEqualTo(Map.of("1", 1L, "2", 1L));
        assertThat(survey.skipped()).extracting(Skipped::line).containsExactly(3L, 4L);
        assertThat(points(survey).getLast().number()).isEqualTo(5);
        assertThat(points(survey).getFirst().at()).isEqualTo("2021-03-20T00:22:00Z");
        assertThat(points(survey).getFirst().latitude()).isEqualTo(31.4);
    }

    @Test
    void buses_are_read_in_british_time_with_or_without_their_bearing() throws IOException {
        // Given
        String content = "\"id\",\"vehicle_id\",\"trip_id\",\"timestamp\",\"latitude\",\"longitude\",\"bearing\"\n"
                + "1,\"4716\",\"9\",\"2026-01-26 15:57:02\",53.4,-2.9,\n1,\"4716\",\"9\",\"2026-06-26 15:57:24\",53.4,-2.9,53\n";

        // When
        List<TrackPoint> points = points(survey(new CsvFormat(CsvLayout.bus()), content));

        // Then
        assertThat(points)
                .extracting(TrackPoint::at)
                .containsExactly(Instant.parse("2026-01-26T15:57:02Z"), Instant.parse("2026-06-26T14:57:24Z"));
        assertThat(points)
                .extracting(TrackPoint::courseDeg)
                .containsExactly(OptionalDouble.empty(), OptionalDouble.of(53));
    }

    @Test
    void taxis_are_read_without_a_header_and_in_beijing_time() throws IOException {
        // Given
        String content = "1,2008-02-02 15:36:08,116.51172,39.92123\r\n1,2008-02-02 15:46:08,116.51135\r\n";

        // When
        Survey survey = survey(new CsvFormat(CsvLayout.taxi()), content);

        // Then
        assertThat(survey.skipped()).extracting(Skipped::line).containsExactly(2L);
        assertThat(points(survey).getFirst().number()).isEqualTo(1);
        assertThat(points(survey).getFirst().at()).isEqualTo("2008-02-02T07:36:08Z");
    }

    @Test
    void any_table_is_read_by_the_columns_that_are_named() throws IOException {
        // Given
        CsvLayout layout = CsvLayout.given(
                Map.of("lat", "Breite", "lon", "Länge", "speed_mps", "v"),
                Optional.empty(),
                ZoneId.of("Asia/Shanghai"));
        String content = "time,Breite,Länge,v\n2026-11-22 10:00:00,39.6,106.8,3.5\n1795312800,39.6,106.8,\n"
                + "1795312800500,39.6,106.8,\n2026-11-22T10:00:00+08:00,39.6,106.8,\n";

        // When
        List<TrackPoint> points = points(survey(new CsvFormat(layout), content));

        // Then
        assertThat(points)
                .extracting(point -> point.at().toString())
                .containsExactly(
                        "2026-11-22T02:00:00Z",
                        "2026-11-22T02:00:00Z",
                        "2026-11-22T02:00:00.500Z",
                        "2026-11-22T02:00:00Z");
        assertThat(points.getFirst().speedMps()).hasValue(3.5);
    }

    @Test
    void gpx_is_read_with_what_extensions_tell() throws IOException {
        // Given
        String content = """
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
                <wpt lat="1" lon="1"/>
                <trk><name>a</name><trkseg>
                <trkpt lat="39.6" lon="106.8"><ele>1076</ele><time>2026-11-22T02:00:00.250Z</time>
                  <extensions><x:TrackPointExtension><x:speed>2.5</x:speed><x:course>90</x:course></x:TrackPointExtension></extensions></trkpt>
                <trkpt lat="39.6" lon="106.8"/>
                <trkpt lat="39.7" lon="106.8"><time>2026-11-22T10:00:05+08:00</time></trkpt>
                </trkseg></trk></gpx>
                """;

        // When
        Survey survey = survey(new GpxFormat(), content);

        // Then
        assertThat(survey.skipped()).containsExactly(new Skipped(7, "there is no time"));
        assertThat(points(survey)).hasSize(2);
        TrackPoint first = points(survey).getFirst();
        assertThat(first.at()).isEqualTo("2026-11-22T02:00:00.250Z");
        assertThat(first.altitudeM()).hasValue(1_076);
        assertThat(first.speedMps()).hasValue(2.5);
        assertThat(first.courseDeg()).hasValue(90);
        assertThat(points(survey).getLast().number()).isEqualTo(3);
        assertThat(points(survey).getLast().at()).isEqualTo("2026-11-22T02:00:05Z");
    }

    @Test
    void what_a_gpx_file_refers_to_is_not_read() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret.txt"), "2026-11-22T02:00:00Z");
        String content = "<!DOCTYPE gpx [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>"
                + "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"1\"><time>&secret;</time></trkpt></trkseg></trk></gpx>";

        // When
        var reading = assertThatThrownBy(() -> survey(new GpxFormat(), content));

        // Then
        reading.isInstanceOf(UserError.class).hasMessageContaining("Nothing was written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ID,ais_pos_timestamp,longitude,latitude\n", "time,lat,lon\n", "<kml/>", "<gpx><trk>", "{}"})
    void a_file_of_another_kind_is_refused(String content) {
        // When
        var plt = assertThatThrownBy(() -> survey(new PltFormat(), content));

        // Then
        plt.isInstanceOf(UserError.class).hasMessageContaining("Nothing was written");
        assertThatThrownBy(() -> survey(new GpxFormat(), content)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> survey(new CsvFormat(CsvLayout.ais()), content))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> survey(new CsvFormat(CsvLayout.taxi()), content))
                .isInstanceOf(UserError.class);
    }
}
