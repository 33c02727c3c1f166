package io.qipan.patrol.sensor;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.patrol.v1.GetSensorReportRequest;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.ListSensorReportsRequest;
import io.qipan.proto.patrol.v1.ListSensorReportsResponse;
import io.qipan.proto.patrol.v1.SensorReport;
import io.qipan.proto.patrol.v1.SubmitSensorReportRequest;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SensorReportIT {
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
        shore.draw(0, Shore.ear(), Shore.gauge(0));
    }

    private SubmitSensorReportRequest.Builder level(long sequence) {
        return shore.report(Shore.GAUGE, sequence, Report.WATER_LEVEL)
                .setValue(1071.25)
                .setUnit("m");
    }

    private List<SensorReport> listed() {
        return shore.as(Role.DISPATCHER)
                .listSensorReports(ListSensorReportsRequest.newBuilder()
                        .setOptionalDevice(Shore.GAUGE)
                        .build())
                .getReportsList();
    }

    private StatusRuntimeException refusedOf(SubmitSensorReportRequest.Builder request) {
        return refused(() -> shore.submitted(request));
    }

    @Test
    void a_report_is_kept_with_both_times_and_told() {
        // Given
        SubmitSensorReportRequest.Builder late =
                level(7).setObservedAt(Times.message(clock.instant().minus(Duration.ofDays(3))));

        // When
        SensorReport report = shore.submitted(late).getReport();

        // Then
        assertThat(report.getObservedAt()).isEqualTo(late.getObservedAt());
        assertThat(report.getReceivedAt()).isEqualTo(Times.message(clock.instant()));
        assertThat(report.getValue()).isEqualTo(1071.25);
        assertThat(report.getAlarm()).isEmpty();
        assertThat(shore.as(Role.COMMANDER)
                        .getSensorReport(GetSensorReportRequest.newBuilder()
                                .setName(report.getName())
                                .build())
                        .getReport())
                .isEqualTo(report);
        assertThat(shore.history(report.getName())).containsExactly("sensor_report.received");
        assertThat(board.reports("stored")).isEqualTo(1);
    }

    @Test
    void the_same_under_another_request_is_no_second_report() {
        // Given
        SensorReport first = shore.submitted(level(7)).getReport();

        // When
        SubmitSensorReportResponse again = shore.submitted(level(7));

        // Then
        assertThat(again.getDuplicate()).isTrue();
        assertThat(again.getReport()).isEqualTo(first);
        assertThat(listed()).containsExactly(first);
        assertThat(board.reports("duplicate")).isEqualTo(1);
    }

    @Test
    void old_reports_are_forgotten_though_nobody_can_be_reminded() {
        // Given
        var ignored = shore.submitted(level(7));
        clock.advance(SensorBoard.KEPT.plusMillis(1));

        // When
        int forgotten = board.forgetReportsWithout("silentWithoutDeadline").turn();

        // Then
        assertThat(forgotten).isEqualTo(1);
        assertThat(board.failures("remind")).isEqualTo(1);
        assertThat(board.failures("forget")).isZero();
    }

    @Test
    void an_old_report_is_forgotten_but_not_that_of_an_alarm() {
        // Given
        var ignored = shore.submitted(level(7));
        SensorReport ofAlarm = shore.submitted(
                        shore.report(Shore.EAR, 1, Report.BLAST).setAlarm(true))
                .getReport();
        clock.advance(SensorBoard.KEPT);
        int inTime = board.forgetReports().turn();
        clock.advance(Duration.ofMillis(1));
        SensorReport fresh = shore.submitted(level(8)).getReport();

        // When
        int forgotten = board.forgetReports().turn();

        // Then
        assertThat(List.of(inTime, forgotten)).containsExactly(0, 1);
        assertThat(listed()).containsExactly(fresh);
        assertThat(shore.as(Role.DISPATCHER)
                        .getSensorReport(GetSensorReportRequest.newBuilder()
                                .setName(ofAlarm.getName())
                                .build())
                        .getReport())
                .isEqualTo(ofAlarm);
        assertThat(shore.submitted(level(7).setObservedAt(Times.message(clock.instant())))
                        .getDuplicate())
                .isFalse();
    }

    @Test
    void something_else_under_the_same_number_and_time_is_refused() {
        // Given
        SensorReport first = shore.submitted(level(7)).getReport();

        // When
        StatusRuntimeException refused = refusedOf(level(7).setValue(1072));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(refused)).containsEntry("resource", first.getName());
    }

    @Test
    void a_device_that_starts_counting_anew_is_heard() {
        // Given
        SensorReport before = shore.submitted(level(1)).getReport();
        clock.advance(Duration.ofMinutes(1));

        // When
        SensorReport after = shore.submitted(level(1)).getReport();

        // Then
        assertThat(listed()).containsExactly(after, before);
    }

    @Test
    void what_the_grid_does_not_say_that_the_device_reports_is_refused() {
        // When
        StatusRuntimeException refused = refusedOf(shore.report(Shore.GAUGE, 1, Report.SMOKE_OR_FLAME));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.REPORT_NOT_DECLARED);
        assertThat(metadataOf(refused))
                .containsEntry("resource", Shore.GAUGE)
                .containsEntry("kind", "SMOKE_OR_FLAME")
                .containsEntry("declared", "WATER_LEVEL");
        assertThat(listed()).isEmpty();
    }

    @Test
    void a_device_that_the_grid_does_not_have_is_refused() {
        // Given
        shore.draw(1, Shore.ear());

        // When
        StatusRuntimeException refused = refusedOf(level(1));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(refused)).containsEntry("resource", Shore.GAUGE);
    }

    @Test
    void a_time_in_the_far_future_is_refused() {
        // When
        StatusRuntimeException refused =
                refusedOf(level(1).setObservedAt(Times.message(clock.instant().plus(Duration.ofMinutes(6)))));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.TIME_IN_FUTURE);
    }

    @Test
    void a_picture_raises_no_alarm() {
        // When
        StatusRuntimeException refused =
                refusedOf(shore.report(Shore.EAR, 1, Report.PICTURE).setAlarm(true));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void whoever_passes_reports_on_reads_none() {
        // When
        StatusRuntimeException refused =
                refused(() -> shore.as(Role.GATEWAY).listSensorReports(ListSensorReportsRequest.getDefaultInstance()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void a_dispatcher_reports_for_no_device() {
        // When
        StatusRuntimeException refused = refused(() -> shore.as(Role.DISPATCHER).submitSensorReport(level(1).build()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void pages_follow_each_other_without_gap() {
        // Given
        for (int i = 0; i < 5; i++) {
            var ignored = shore.submitted(level(i));
        }
        ListSensorReportsRequest.Builder request =
                ListSensorReportsRequest.newBuilder().setPageSize(3);

        // When
        ListSensorReportsResponse first = shore.as(Role.ENGINEER).listSensorReports(request.build());
        ListSensorReportsResponse second = shore.as(Role.ENGINEER)
                .listSensorReports(
                        request.setPageToken(first.getNextPageToken()).build());

        // Then
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.getReportsList().stream())
                        .map(SensorReport::getSequence))
                .containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(second.getNextPageToken()).isEmpty();
    }
}
