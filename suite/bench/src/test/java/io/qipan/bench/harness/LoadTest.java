package io.qipan.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void keepsSoManyUnderWayAndCountsWhatFailed() throws InterruptedException {
        // Given
        Busy side = new Busy();

        // When
        Round round = Load.run(side, Duration.ofMillis(200));

        // Then
        assertThat(side.most.get()).isEqualTo(8);
        assertThat(side.underWay.get()).isZero();
        assertThat(round.latencies().length + round.errors()).isEqualTo(side.begun.get());
        assertThat(round.errors()).isPositive();
        assertThat(round.firstError()).hasValueSatisfying(e -> assertThat(e).hasMessageContaining("every tenth"));
        assertThat(LongStream.of(round.latencies())).allMatch(latency -> latency >= 1_000_000);
    }

    /** Takes at least 1 ms each time, and fails every tenth time. */
    private static final class Busy implements Side {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String title() {
            return "busy";
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public CompletionStage<?> once() {
            int number = begun.incrementAndGet();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        underWay.decrementAndGet();
                        if (number % 10 == 0) {
                            throw new IllegalStateException("every tenth fails");
                        }
                        return number;
                    },
                    CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS));
        }
    }
}
