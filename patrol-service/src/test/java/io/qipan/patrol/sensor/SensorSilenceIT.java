package io.qipan.patrol.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.ListSensorsRequest;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SensorSilenceIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static final String SENSOR = "sensors/sensor-gauge-dam";
    private static final int EVERY_S = 600;

    private final TestClock clock = TestClock.standing();
    private final SensorBoard board = SensorBoard.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() ->
            Stream.concat(board.services().stream(), Stream.of(board.grid())).toList());

    private final Shore shore = new Shore(DATABASE, clock, harness);

    @BeforeEach
    void givenGauge() {
        shore.draw(0, Shore.ear(), Shore.gauge(EVERY_S));
    }

    private void speaks(long sequence) {
        var ignored = shore.submitted(shore.report(Shore.GAUGE, sequence, Report.WATER_LEVEL));
    }

    private boolean handled() {
        return board.worker().handleNext();
    }

    @Test
    void a_device_that_never_spoke_is_silent_an_interval_after_its_import() {
        // Given
        Instant stated = clock.instant();
        clock.advance(Duration.ofSeconds(EVERY_S));

        // When
        boolean handled = handled();

        // Then
        assertThat(handled).isTrue();
        assertThat(shore.sensor(SENSOR).getState()).isEqualTo(Sensor.State.SILENT);
        assertThat(shore.sensor(SENSOR).getSilentSince()).isEqualTo(Times.message(stated.plusSeconds(EVERY_S)));
        assertThat(shore.as(Role.ENGINEER)
                        .listSensors(ListSensorsRequest.newBuilder()
                                .setOptionalState(Sensor.State.SILENT)
                                .build())
                        .getSensorsList())
                .extracting(Sensor::getName)
                .containsExactly(SENSOR);
    }

    @Test
    void each_report_puts_its_silence_off() {
        // Given
        clock.advance(Duration.ofSeconds(EVERY_S - 1));
        speaks(1);
        clock.advance(Duration.ofSeconds(EVERY_S - 1));

        // When
        boolean handled = handled();

        // Then
        assertThat(handled).isFalse();
        assertThat(shore.sensor(SENSOR).getState()).isEqualTo(Sensor.State.SPEAKING);
    }

    @Test
    void its_silence_has_an_owner_and_is_told_again_until_it_speaks() {
        // Given
        speaks(1);
        clock.advance(Duration.ofSeconds(EVERY_S));
        assertThat(handled()).isTrue();
        Sensor silent = shore.sensor(SENSOR);
        clock.advance(SensorBoard.REMIND_OF_SILENCE.minusSeconds(1));
        boolean early = handled();
        clock.advance(Duration.ofSeconds(1));

        // When
        boolean handled = handled();
        boolean atOnceAgain = handled();

        // Then
        assertThat(List.of(early, handled, atOnceAgain)).containsExactly(false, true, false);
        assertThat(silent.getOwner()).isEqualTo(SensorBoard.OWNER);
        assertThat(shore.sensor(SENSOR)).isEqualTo(silent);
        assertThat(shore.history(SENSOR))
                .containsExactly("sensor.speaking", "sensor.speaking", "sensor.silent", "sensor.still_silent");
        speaks(2);
        clock.advance(Duration.ofSeconds(EVERY_S - 1));
        assertThat(handled()).isFalse();
        assertThat(shore.sensor(SENSOR).getOwner()).isEmpty();
    }

    @Test
    void a_silence_that_an_older_version_told_once_is_told_again() {
        // Given
        clock.advance(Duration.ofSeconds(EVERY_S));
        assertThat(handled()).isTrue();
        DATABASE.execute("delete from deadline where kind = 'sensor.silent'");

        // When
        int forgotten = board.forgetReports().turn();

        // Then
        assertThat(forgotten).isZero();
        assertThat(handled()).isTrue();
        assertThat(handled()).isFalse();
        assertThat(shore.history(SENSOR)).last().isEqualTo("sensor.still_silent");
    }

    @Test
    void a_silence_is_told_again_though_reports_cannot_be_forgotten() {
        // Given
        clock.advance(Duration.ofSeconds(EVERY_S));
        assertThat(handled()).isTrue();
        DATABASE.execute("delete from deadline where kind = 'sensor.silent'");

        // When
        int forgotten = board.forgetReportsWithout("forgetReports").turn();

        // Then
        assertThat(forgotten).isZero();
        assertThat(board.failures("forget")).isEqualTo(1);
        assertThat(handled()).isTrue();
        assertThat(shore.history(SENSOR)).last().isEqualTo("sensor.still_silent");
    }

    @Test
    void it_is_settled_when_it_speaks_again_and_waited_for_anew() {
        // Given
        speaks(1);
        clock.advance(Duration.ofSeconds(EVERY_S));
        assertThat(handled()).isTrue();

        // When
        speaks(2);

        // Then
        assertThat(shore.sensor(SENSOR).getState()).isEqualTo(Sensor.State.SPEAKING);
        assertThat(shore.history(SENSOR)).last().isEqualTo("sensor.speaking");
        clock.advance(Duration.ofSeconds(EVERY_S));
        assertThat(handled()).isTrue();
    }

    @Test
    void nobody_waits_for_a_device_that_the_grid_has_no_more() {
        // Given
        shore.draw(1, Shore.ear());
        clock.advance(Duration.ofDays(1));

        // When
        boolean handled = handled();

        // Then
        assertThat(handled).isFalse();
        assertThat(shore.sensor(SENSOR).getState()).isEqualTo(Sensor.State.UNWATCHED);
    }

    @Test
    void another_interval_counts_from_the_import_on() {
        // Given
        speaks(1);
        clock.advance(Duration.ofSeconds(EVERY_S / 2));
        shore.draw(1, Shore.ear(), Shore.gauge(60));
        clock.advance(Duration.ofSeconds(60));

        // When
        boolean handled = handled();

        // Then
        assertThat(handled).isTrue();
        assertThat(shore.sensor(SENSOR).getReportEveryS()).isEqualTo(60);
    }
}
