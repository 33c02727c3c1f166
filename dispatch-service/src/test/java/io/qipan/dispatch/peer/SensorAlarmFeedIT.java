package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SensorAlarmFeedIT extends FeedScenario {

    private void raised(int number, SensorAlarm.State state) {
        raised(number, state, 39.71);
    }

    private void raised(int number, SensorAlarm.State state, double latitude) {
        SensorAlarm alarm = SensorAlarm.newBuilder()
                .setName("sensorAlarms/01939b4e-0000-7000-8000-00000000000" + number)
                .setState(state)
                .setDevice("gridFeatures/sensor-ear-3")
                .setTitleEn("Ear at the shore")
                .setKind(Report.BLAST)
                .setPlace(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(106.77)
                        .setDatum(Datum.WGS84))
                .setRaisedAt(Times.message(clock.instant()))
                .setFirstObservedAt(Times.message(clock.instant()))
                .build();
        tell(number, alarm.getName(), alarm);
    }

    private static List<String> alarmsWithCalls() {
        return rows("select external_reference from call order by id");
    }

    @Test
    void each_alarm_that_waits_becomes_one_call_however_often_it_is_told() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        raised(1, SensorAlarm.State.RAISED);
        raised(2, SensorAlarm.State.CALLED);
        raised(3, SensorAlarm.State.RAISED);

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(asked()).hasSizeGreaterThan(2));
        assertThat(alarmsWithCalls())
                .containsExactly(
                        "sensorAlarms/01939b4e-0000-7000-8000-000000000001",
                        "sensorAlarms/01939b4e-0000-7000-8000-000000000003");
        assertThat(asked().getFirst().getKindsList()).containsExactly("sensorAlarms", "sensors", "visitDuties");
        assertThat(asked().getFirst().getSendInitialState()).isTrue();
        assertThat(asked().getFirst().getOptionalResumeToken()).isEmpty();
        assertThat(asked().get(1).getOptionalResumeToken()).isEqualTo("token 3");
    }

    @Test
    void goes_on_where_it_was_after_a_restart() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        follow();
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
        stop();
        forgetAsked();

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(asked()).isNotEmpty());
        assertThat(asked().getFirst().getOptionalResumeToken()).isEqualTo("token 1");
        assertThat(alarmsWithCalls()).hasSize(1);
    }

    @Test
    void starts_from_the_present_when_its_place_is_forgotten() {
        // Given
        tellBookmark("old");
        follow();
        await().untilAsserted(() -> assertThat(asked()).hasSizeGreaterThan(1));
        raised(1, SensorAlarm.State.RAISED);

        // When
        forgetPlaces();

        // Then
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
    }

    @Test
    void goes_on_when_patrol_service_is_back() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        other.stop();
        follow();

        // When
        other.start();

        // Then
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
    }

    @Test
    void an_alarm_that_cannot_be_taken_does_not_hold_up_the_next() {
        // Given
        raised(1, SensorAlarm.State.RAISED, 95);
        raised(2, SensorAlarm.State.RAISED);

        // When
        follow();

        // Then
        await().untilAsserted(() ->
                assertThat(alarmsWithCalls()).contains("sensorAlarms/01939b4e-0000-7000-8000-000000000002"));
        assertThat(rows("select resource || ' ' || reason from passed_over"))
                .containsExactly("sensorAlarms/01939b4e-0000-7000-8000-000000000001 PLACE_INVALID");
    }

    @Test
    void two_replicas_that_follow_make_one_call_of_each_alarm() {
        // Given
        IntStream.rangeClosed(1, 9).forEach(number -> raised(number, SensorAlarm.State.RAISED));

        // When
        follow();
        follow();

        // Then
        await().until(() -> asked().stream()
                        .filter(request -> request.getOptionalResumeToken().equals("token 9"))
                        .count()
                >= 2);
        assertThat(alarmsWithCalls()).hasSize(9).doesNotHaveDuplicates();
    }
}
