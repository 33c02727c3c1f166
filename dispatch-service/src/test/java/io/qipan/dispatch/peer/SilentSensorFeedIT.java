package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.runtime.rpc.Times;
import org.junit.jupiter.api.Test;

/** What patrol-service tells of how its sensors speak, followed by two replicas. */
class SilentSensorFeedIT extends FeedScenario {

    private void told(String code, String etag, Sensor.State state) {
        Sensor.Builder sensor = Sensor.newBuilder()
                .setName("sensors/sensor-" + code)
                .setEtag(etag)
                .setState(state)
                .setDevice("gridFeatures/sensor-" + code)
                .setReportEveryS(600);
        if (state == Sensor.State.SILENT) {
            sensor.setSilentSince(Times.message(clock.instant())).setOwner("desk:technology");
        }
        tell(sensor.getName(), sensor.build());
    }

    @Test
    void two_replicas_that_are_told_everything_again_and_again_put_each_silence_into_the_queue_once() {
        // Given
        told("a", "1", Sensor.State.SPEAKING);
        told("a", "2", Sensor.State.SILENT);
        told("b", "2", Sensor.State.SILENT);
        told("b", "2", Sensor.State.SILENT);
        told("b", "3", Sensor.State.UNWATCHED);

        // When
        follow();
        follow();

        // Then
        awaitAsked(4);
        int ignored = pass(1);
        assertThat(attentions()).containsExactly("sensors/sensor-a untaken 1", "sensors/sensor-b settled 1");
        awaitAsked(4);
        assertThat(attentions()).containsExactly("sensors/sensor-a untaken 1", "sensors/sensor-b settled 1");
    }

    @Test
    void a_state_that_is_not_known_here_or_cannot_be_ordered_does_not_hold_up_the_next() {
        // Given
        told("a", "x", Sensor.State.SILENT);
        told("b", "1", Sensor.State.STATE_UNSPECIFIED);
        told("c", "1", Sensor.State.SILENT);

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(attentions()).containsExactly("sensors/sensor-c untaken 1"));
        assertThat(rows("select resource || ' ' || reason from passed_over"))
                .containsExactly("sensors/sensor-a INVALID_FIELD");
    }
}
