package io.qipan.dispatch.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Attention.State;
import io.qipan.proto.dispatch.v1.Attention.Urgency;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A sensor of patrol-service that is silent, from the feed there to the queue here. */
class SilentSensorIT extends AttentionScenario {
    private static final String SENSOR = "sensors/sensor-gauge-dam";
    private static final String OWNER = "desk:technology";
    private static final Duration REMIND = Duration.ofDays(1);

    private final Instant heardLast = clock.instant().minusSeconds(900);

    private Sensor.Builder sensor(long version, Sensor.State state) {
        return Sensor.newBuilder()
                .setName(SENSOR)
                .setEtag(Long.toString(version))
                .setState(state)
                .setDevice("gridFeatures/sensor-gauge-dam")
                .setReportEveryS(600)
                .setLastReceivedAt(Times.message(heardLast));
    }

    private Sensor silent(long version) {
        return sensor(version, Sensor.State.SILENT)
                .setSilentSince(Times.message(clock.instant().minusSeconds(300)))
                .setOwner(OWNER)
                .build();
    }

    private Sensor speaking(long version) {
        return sensor(version, Sensor.State.SPEAKING)
                .setSilentAt(Times.message(clock.instant().plusSeconds(600)))
                .build();
    }

    private boolean told(Sensor sensor) {
        return DATABASE.unitOfWork()
                .run("system:test", () -> dispatch.sensors().takeSensorNews().take(sensor));
    }

    @Test
    void a_silent_sensor_stands_in_the_queue_with_its_owner_and_a_deadline() {
        // When
        boolean news = told(silent(3));

        // Then
        assertThat(news).isTrue();
        Attention attention = only(Kind.SENSOR_SILENT);
        assertThat(attention.getResource()).isEqualTo(SENSOR);
        assertThat(attention.getOwner()).isEqualTo(OWNER);
        assertThat(attention.getUrgency()).isEqualTo(Urgency.LOW);
        assertThat(attention.hasNextDeadlineAt()).isTrue();
        assertThat(attention.getText()).contains("gridFeatures/sensor-gauge-dam", heardLast.toString(), "600 s", OWNER);
        assertThat(attention.getDrill()).isFalse();
        assertThat(deadlines(SENSOR)).containsExactly("sensor.look");
    }

    @Test
    void told_again_it_is_no_second_time() {
        // Given
        assertThat(told(silent(3))).isTrue();

        // When
        boolean again = told(silent(3));

        // Then
        assertThat(again).isFalse();
        assertThat(only(Kind.SENSOR_SILENT).getTimes()).isEqualTo(1);
    }

    @Test
    void told_by_several_replicas_at_once_it_is_one_attention() {
        // Given
        Sensor silent = silent(3);
        List<Future<Boolean>> told = new ArrayList<>();

        // When
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                told.add(replicas.submit(() -> told(silent)));
            }
        }

        // Then
        assertThat(told.stream().map(Future::resultNow)).containsOnlyOnce(true);
        assertThat(only(Kind.SENSOR_SILENT).getTimes()).isEqualTo(1);
    }

    @Test
    void it_is_gone_when_the_sensor_reports_again_and_does_not_come_back_with_an_older_state() {
        // Given
        Sensor silent = silent(3);
        assertThat(told(silent)).isTrue();
        Attention attention = only(Kind.SENSOR_SILENT);

        // When
        boolean news = told(speaking(4));
        boolean older = told(silent);
        int ignored = pass(1);

        // Then
        assertThat(List.of(news, older)).containsExactly(true, false);
        assertThat(of(Kind.SENSOR_SILENT)).isEmpty();
        assertThat(now(attention).getState()).isEqualTo(State.SETTLED);
        assertThat(now(attention).getSettledBy()).startsWith("system:");
        assertThat(deadlines(SENSOR)).isEmpty();
        assertThat(pass(REMIND)).isZero();
    }

    @Test
    void it_is_gone_when_nobody_waits_for_the_sensor_any_more() {
        // Given
        assertThat(told(silent(3))).isTrue();

        // When
        boolean news = told(sensor(4, Sensor.State.UNWATCHED).setReportEveryS(0).build());
        int ignored = pass(1);

        // Then
        assertThat(news).isTrue();
        assertThat(of(Kind.SENSOR_SILENT)).isEmpty();
        assertThat(deadlines(SENSOR)).isEmpty();
    }

    @Test
    void a_sensor_that_speaks_is_nothing_to_look_at() {
        // When
        boolean news = told(speaking(1));

        // Then
        assertThat(news).isTrue();
        assertThat(of(Kind.SENSOR_SILENT)).isEmpty();
        assertThat(deadlines(SENSOR)).isEmpty();
    }

    @Test
    void what_somebody_has_settled_comes_back_by_its_deadline_as_long_as_the_sensor_is_silent() {
        // Given
        assertThat(told(silent(3))).isTrue();
        Attention settled = settle(desk(), only(Kind.SENSOR_SILENT));
        int early = pass(REMIND.minusSeconds(1));

        // When
        int handled = pass(1);

        // Then
        assertThat(early).isZero();
        assertThat(handled).isEqualTo(1);
        assertThat(only(Kind.SENSOR_SILENT).getName()).isNotEqualTo(settled.getName());
        assertThat(deadlines(SENSOR)).containsExactly("sensor.look");
    }

    @Test
    void one_whose_deadline_is_lost_is_found_by_the_sweep_and_waits_as_long_as_before() {
        // Given
        assertThat(told(silent(3))).isTrue();
        DATABASE.execute("delete from deadline where kind = 'sensor.look'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(SENSOR);
        assertThat(only(Kind.DEADLINE_LOST).getResource()).isEqualTo(SENSOR);
        int ignored = pass(0);
        assertThat(only(Kind.SENSOR_SILENT).getTimes()).isEqualTo(1);
        assertThat(deadlines(SENSOR)).containsExactly("sensor.look");
    }

    @Test
    void after_the_database_there_went_back_a_silence_since_then_is_news_though_its_version_is_lower() {
        // Given
        assertThat(told(speaking(9))).isTrue();
        Sensor before = silent(5);
        clock.advance(Duration.ofHours(1));

        // When
        boolean old = told(before);
        boolean news = told(silent(6));

        // Then
        assertThat(List.of(old, news)).containsExactly(false, true);
        assertThat(only(Kind.SENSOR_SILENT).getResource()).isEqualTo(SENSOR);
    }
}
