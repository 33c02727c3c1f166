package io.qipan.patrol.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Timestamps;
import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.Fix;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReportTest {

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "id",
                "phone-1",
                "timestamp",
                "1795226400",
                "lat",
                "39.66",
                "lon",
                "106.8",
                "speed",
                "10",
                "bearing",
                "0.0"));
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    private static Fix fix(String... pairs) throws Unreadable {
        return QueryReport.read(fields(pairs)).fixes().getFirst();
    }

    @Test
    void what_the_telephone_tells_is_taken_in_our_units() throws Unreadable {
        // When
        Fix fix = fix("altitude", "1076.5", "accuracy", "12", "mock", "true", "batt", "93", "charge", "true");

        // Then
        assertThat(fix.getPoint().getLatitude()).isEqualTo(39.66);
        assertThat(fix.getPoint().getDatum()).isEqualTo(Datum.WGS84);
        assertThat(fix.getSpeedMps()).isCloseTo(5.14444, within(0.00001));
        assertThat(fix.getCourseDeg()).isZero();
        assertThat(fix.getAltitudeM()).isEqualTo(1_076.5);
        assertThat(fix.getAccuracyM()).isEqualTo(12);
        assertThat(fix.getMockLocation()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1795226400, 2026-11-21T02:00:00Z",
        "1795226400250, 2026-11-21T02:00:00.250Z",
        "1795226400.5, 2026-11-21T02:00:00.500Z",
        "2026-11-21T10:00:00+08:00, 2026-11-21T02:00:00Z",
        "2026-11-21T02:00:00.123Z, 2026-11-21T02:00:00.123Z",
        "2026-11-21T02:00:00, 2026-11-21T02:00:00Z",
        "2026-11-21 02:00:00, 2026-11-21T02:00:00Z"
    })
    void times_are_read_in_every_form_that_clients_use(String told, String meant) throws Unreadable, ParseException {
        // When
        Fix fix = fix("timestamp", told);

        // Then
        assertThat(fix.getFixedAt()).isEqualTo(Timestamps.parse(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99999999999999999999999999", "2026-13-01T00:00:00Z", "1.2.3", "-"})
    void a_time_that_cannot_be_read_is_missing(String told) throws Unreadable {
        // When
        Fix fix = fix("timestamp", told);

        // Then
        assertThat(fix.hasFixedAt()).isFalse();
    }

    @Test
    void a_place_can_come_as_one_field() throws Unreadable {
        // Given
        Map<String, String> fields = fields("location", "40.5,107.25");
        fields.remove("lat");
        fields.remove("lon");

        // When
        Fix fix = QueryReport.read(fields).fixes().getFirst();

        // Then
        assertThat(fix.getPoint().getLatitude()).isEqualTo(40.5);
        assertThat(fix.getPoint().getLongitude()).isEqualTo(107.25);
    }

    @ParameterizedTest
    @CsvSource({"valid, false", "valid, 0", "lat, north", "lon, ''"})
    void without_a_valid_place_there_is_no_point(String name, String value) throws Unreadable {
        // When
        Fix fix = fix(name, value);

        // Then
        assertThat(fix.hasPoint()).isFalse();
    }

    @Test
    void less_than_nothing_is_not_told() throws Unreadable {
        // When
        Fix fix = fix("speed", "-1", "bearing", "-1.0");

        // Then
        assertThat(fix.hasSpeedMps() || fix.hasCourseDeg()).isFalse();
    }

    @Test
    void who_is_not_named_cannot_report() {
        // Given
        Map<String, String> nobody = fields();
        nobody.remove("id");

        // When
        var reading = assertThatThrownBy(() -> QueryReport.read(nobody));

        // Then
        reading.isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> QueryReport.read(fields("id", "a b"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_fix_has_the_same_number_whenever_it_is_sent() throws Unreadable {
        // Given
        Fix fix = fix();

        // When
        long number = StableSequence.of(fix);

        // Then
        assertThat(number).isPositive().isEqualTo(StableSequence.of(fix("speed", "11", "batt", "4")));
        assertThat(number).isNotEqualTo(StableSequence.of(fix("timestamp", "1795226400001")));
        assertThat(number).isNotEqualTo(StableSequence.of(fix("lat", "39.660000001")));
        assertThat(StableSequence.of(Fix.getDefaultInstance())).isPositive();
    }
}
