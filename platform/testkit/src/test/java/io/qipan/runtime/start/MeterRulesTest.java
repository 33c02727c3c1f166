package io.qipan.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MeterRulesTest {

    @Test
    void gauges_that_tell_of_the_first_connection_only_are_not_taken_and_what_adds_up_is() {
        // Given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.config().meterFilter(new MeterRules().withoutGaugesOfOneConnection());

        // When
        for (int connection = 0; connection < 2; connection++) {
            Gauge queue = Gauge.builder("postgresql.queue.size", () -> 1).register(meters);
            assertThat(queue.value()).isZero();
            meters.counter("postgresql.completed").increment();
        }

        // Then
        assertThat(meters.find("postgresql.queue.size").gauge()).isNull();
        assertThat(meters.get("postgresql.completed").counter().count()).isEqualTo(2);
    }
}
