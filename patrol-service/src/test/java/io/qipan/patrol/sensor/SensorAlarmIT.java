package io.qipan.patrol.sensor;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.ListSensorAlarmsRequest;
import io.qipan.proto.patrol.v1.ListSensorReportsRequest;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.proto.patrol.v1.SensorAlarmCounts;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import io.qipan.proto.patrol.v1.SummarizeSensorAlarmsRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SensorAlarmIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final SensorBoard board = SensorBoard.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() ->
            Stream.concat(board.services().stream(), Stream.of(board.grid())).toList());

    private final Shore shore = new Shore(DATABASE, clock, harness);

    @BeforeEach
    void givenDevices() {
        shore.draw(0, Shore.ear());
    }

    private List<SensorAlarm> listed() {
        return shore.as(Role.COMMANDER)
                .listSensorAlarms(ListSensorAlarmsRequest.getDefaultInstance())
                .getAlarmsList();
    }

    private SensorAlarm ended(SensorAlarm alarm, String outcome) {
        return shore.told(shore.news(alarm)
                .setCall("calls/" + alarm.getName().substring("sensorAlarms/".length()))
                .setOptionalIncident(Shore.INCIDENT)
                .setEndedAt(Times.message(clock.instant()))
                .setOutcome(outcome));
    }

    @Test
    void an_alarm_says_what_was_where() {
        // When
        SensorAlarm alarm = shore.alarmed(1);

        // Then
        assertThat(alarm.getState()).isEqualTo(SensorAlarm.State.RAISED);
        assertThat(alarm.getDevice()).isEqualTo(Shore.EAR);
        assertThat(alarm.getTitleEn()).isEqualTo("Device ear-3");
        assertThat(alarm.getKind()).isEqualTo(Report.BLAST);
        assertThat(alarm.getPlace())
                .isEqualTo(Point.newBuilder()
                        .setLatitude(39.71)
                        .setLongitude(106.77)
                        .setDatum(Datum.WGS84)
                        .build());
        assertThat(alarm.getReports()).isEqualTo(1);
        assertThat(shore.history(alarm.getName())).containsExactly("sensor_alarm.raised");
    }

    @Test
    void forty_alarms_of_a_flapping_device_are_one_with_a_count() {
        // Given
        SensorAlarm first = shore.alarmed(0);

        // When
        for (int i = 1; i < 40; i++) {
            clock.advance(Duration.ofSeconds(20));
            assertThat(shore.alarmed(i).getName()).isEqualTo(first.getName());
        }

        // Then
        assertThat(listed()).hasSize(1);
        assertThat(listed().getFirst().getReports()).isEqualTo(40);
        assertThat(listed().getFirst().getLastReceivedAt()).isEqualTo(Times.message(clock.instant()));
        assertThat(shore.as(Role.CALL_TAKER)
                        .listSensorReports(ListSensorReportsRequest.newBuilder()
                                .setOptionalAlarm(first.getName())
                                .build())
                        .getReportsList())
                .hasSize(40);
    }

    @Test
    void after_its_window_the_next_alarm_is_another_one() {
        // Given
        SensorAlarm first = shore.alarmed(1);
        clock.advance(SensorBoard.FOLD);

        // When
        SensorAlarm second = shore.alarmed(2);

        // Then
        assertThat(listed()).containsExactly(second, first);
    }

    @Test
    void a_test_of_the_device_is_not_folded_into_what_is_real() {
        // Given
        SensorAlarm real = shore.alarmed(1);

        // When
        SubmitSensorReportResponse test = shore.submitted(
                shore.report(Shore.EAR, 2, Report.BLAST).setAlarm(true).setDrill(true));

        // Then
        assertThat(shore.alarm(test.getReport().getAlarm()).getDrill()).isTrue();
        assertThat(shore.alarm(real.getName()).getReports()).isEqualTo(1);
    }

    @Test
    void a_repeated_report_is_not_counted() {
        // Given
        SensorAlarm first = shore.alarmed(1);

        // When
        SensorAlarm again = shore.alarmed(1);

        // Then
        assertThat(again).isEqualTo(first);
    }

    @Test
    void alarms_that_come_at_the_same_time_are_one() throws Exception {
        // Given
        List<Future<SensorAlarm>> raised = new ArrayList<>();

        // When
        try (ExecutorService together = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                int sequence = i / 2;
                raised.add(together.submit(() -> shore.alarmed(sequence)));
            }
        }

        // Then
        for (Future<SensorAlarm> alarm : raised) {
            assertThat(alarm.get().getName()).isEqualTo(listed().getFirst().getName());
        }
        assertThat(listed()).hasSize(1);
        assertThat(listed().getFirst().getReports()).isEqualTo(8);
    }

    @Test
    void an_alarm_that_dispatch_service_does_not_take_is_told_again_and_again() {
        // Given
        SensorAlarm alarm = shore.alarmed(1);
        clock.advance(SensorBoard.REMIND);
        assertThat(board.worker().handleNext()).isTrue();
        clock.advance(SensorBoard.REMIND);

        // When
        boolean handled = board.worker().handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(shore.history(alarm.getName()))
                .containsExactly("sensor_alarm.raised", "sensor_alarm.waiting", "sensor_alarm.waiting");
        assertThat(shore.alarm(alarm.getName())).isEqualTo(alarm);
    }

    @Test
    void nobody_is_reminded_of_an_alarm_that_is_a_call() {
        // Given
        SensorAlarm called = shore.told(shore.news(shore.alarmed(1)));
        clock.advance(Duration.ofDays(1));

        // When
        boolean handled = board.worker().handleNext();

        // Then
        assertThat(handled).isFalse();
        assertThat(called.getState()).isEqualTo(SensorAlarm.State.CALLED);
    }

    @Test
    void what_became_of_it_can_be_read_on_it() {
        // Given
        SensorAlarm alarm = shore.alarmed(1);
        SensorAlarm worked = shore.told(shore.news(alarm).setOptionalIncident(Shore.INCIDENT));
        clock.advance(Duration.ofHours(1));

        // When
        SensorAlarm over = shore.told(shore.news(alarm)
                .setOptionalIncident(Shore.INCIDENT)
                .setEndedAt(Times.message(clock.instant()))
                .setOutcome("RESOLVED"));

        // Then
        assertThat(worked.getState()).isEqualTo(SensorAlarm.State.UNDER_WAY);
        assertThat(over.getState()).isEqualTo(SensorAlarm.State.ENDED);
        assertThat(over.getCall()).isEqualTo(Shore.CALL);
        assertThat(over.getIncident()).isEqualTo(Shore.INCIDENT);
        assertThat(over.getOutcome()).isEqualTo("RESOLVED");
        assertThat(over.getEndedAt()).isEqualTo(Times.message(clock.instant()));
        assertThat(shore.history(alarm.getName()))
                .containsExactly("sensor_alarm.raised", "sensor_alarm.under_way", "sensor_alarm.ended");
    }

    @Test
    void told_the_same_again_it_stays_as_it_is() {
        // Given
        SensorAlarm alarm = shore.alarmed(1);
        SensorAlarm over = ended(alarm, "NOTHING_FOUND");
        clock.advance(Duration.ofHours(1));

        // When
        SensorAlarm again = ended(alarm, "NOTHING_FOUND");

        // Then
        assertThat(again).isEqualTo(over);
        assertThat(shore.history(alarm.getName())).hasSize(2);
    }

    @Test
    void a_second_call_for_the_same_alarm_is_refused() {
        // Given
        SensorAlarm alarm = shore.told(shore.news(shore.alarmed(1)));

        // When
        StatusRuntimeException refused =
                refused(() -> shore.told(shore.news(alarm).setCall("calls/01939b4e-0000-7000-8000-000000000009")));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void false_alarms_are_counted_by_device_without_exercises_and_what_tells_neither() {
        // Given
        for (String outcome : List.of("RESOLVED", "NOTHING_FOUND", "NO_ACTION", "DUPLICATE")) {
            var ignored = ended(shore.alarmed(clock.instant().getEpochSecond()), outcome);
            clock.advance(SensorBoard.FOLD);
        }
        var drill = shore.submitted(
                shore.report(Shore.EAR, 9, Report.BLAST).setAlarm(true).setDrill(true));

        // When
        List<SensorAlarmCounts> counts = shore.as(Role.COMMANDER)
                .summarizeSensorAlarms(SummarizeSensorAlarmsRequest.newBuilder()
                        .setFrom(Times.message(clock.instant().minus(Duration.ofDays(1))))
                        .setUntil(Times.message(clock.instant().plus(Duration.ofDays(1))))
                        .build())
                .getDevicesList();

        // Then
        assertThat(drill.getReport().getDrill()).isTrue();
        assertThat(counts)
                .containsExactly(SensorAlarmCounts.newBuilder()
                        .setDevice(Shore.EAR)
                        .setRaised(4)
                        .setConfirmed(1)
                        .setUnfounded(2)
                        .setFalseAlarmShare(2.0 / 3)
                        .build());
    }
}
