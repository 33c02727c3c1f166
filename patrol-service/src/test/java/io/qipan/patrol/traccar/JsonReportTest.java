package io.qipan.patrol.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.proto.patrol.v1.Fix;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportTest {
    private static final String BODY = """
            {"location": {"timestamp": "2026-11-21T02:00:00.250Z",
              "coords": {"latitude": 39.66, "longitude": 106.8, "accuracy": 4.32, "speed": 2.5, "heading": -1, "altitude": 1076},
              "is_moving": true, "odometer": 0, "mock": true, "event": "motionchange",
              "battery": {"level": 0.88, "is_charging": false}, "activity": {"type": "still"}, "extras": {},
              "_": "&id=82879256&lat=1&lon=1&timestamp=1&"},
             "device_id": "82879256"}""";

    @Test
    void what_the_telephone_tells_is_taken_in_our_units() throws Unreadable, ParseException {
        // When
        Report report = JsonReport.read(BODY);

        // Then
        assertThat(report.device()).isEqualTo("82879256");
        Fix fix = report.fixes().getFirst();
        assertThat(fix.getFixedAt()).isEqualTo(Timestamps.parse("2026-11-21T02:00:00.250Z"));
        assertThat(fix.getPoint().getLongitude()).isEqualTo(106.8);
        assertThat(fix.getSpeedMps()).isEqualTo(2.5);
        assertThat(fix.hasCourseDeg()).isFalse();
        assertThat(fix.getAltitudeM()).isEqualTo(1_076);
        assertThat(fix.getAccuracyM()).isEqualTo(4.32);
        assertThat(fix.getMockLocation()).isTrue();
    }

    @Test
    void several_can_come_at_once() throws Unreadable {
        // Given
        String one = BODY.substring(BODY.indexOf('{', 1), BODY.indexOf("\"device_id\""))
                .strip();
        String location = one.substring(0, one.length() - 1);

        // When
        Report report = JsonReport.read("{\"device_id\": \"a\", \"location\": [" + location + "," + location + "]}");

        // Then
        assertThat(report.fixes()).hasSize(2);
    }

    @Test
    void without_coordinates_there_is_no_point() throws Unreadable {
        // When
        Report report = JsonReport.read("{\"device_id\": \"a\", \"location\": {\"timestamp\": \"x\"}}");

        // Then
        assertThat(report.fixes().getFirst()).isEqualTo(Fix.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"device_id\": \"a\"}",
                "{\"location\": {}}",
                "{\"device_id\": \"a\", \"location\": []}"
            })
    void what_is_no_report_is_told(String body) {
        // When
        var reading = assertThatThrownBy(() -> JsonReport.read(body));

        // Then
        reading.isInstanceOf(Unreadable.class);
    }
}
