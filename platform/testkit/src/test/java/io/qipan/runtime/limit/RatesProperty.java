package io.qipan.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RatesProperty {

    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private static List<Share> share(int perSecond) {
        return List.of(new Share(Share.Of.CALLER, "wang", new Quota(perSecond, 1, 1)));
    }

    @Property(tries = 300)
    void however_the_calls_come_no_more_are_let_through_than_were_saved_and_refilled(
            @ForAll @IntRange(min = 1, max = 2_000) int perSecond,
            @ForAll @Size(max = 200) List<@IntRange(max = 3_000) Integer> pausesMs) {
        // Given
        AtomicLong now = new AtomicLong(7_000);
        Rates rates = new Rates(now::get);
        List<Share> share = share(perSecond);
        long begun = now.get();
        long through = 0;

        // When
        for (int pause : pausesMs) {
            now.addAndGet(Duration.ofMillis(pause).toNanos());
            for (int i = 0; i < 20; i++) {
                through += rates.take(share).isEmpty() ? 1 : 0;
            }
        }

        // Then
        double seconds = (now.get() - begun) / (double) SECOND_NS;
        assertThat((double) through).isLessThanOrEqualTo(perSecond * (Rates.SAVED.toSeconds() + seconds));
    }

    @Property(tries = 300)
    void whoever_comes_back_after_the_time_that_was_told_gets_through(
            @ForAll @IntRange(min = 1, max = 2_000) int perSecond, @ForAll @IntRange(max = 999) int laterMs) {
        // Given
        AtomicLong now = new AtomicLong(7_000);
        Rates rates = new Rates(now::get);
        List<Share> share = share(perSecond);
        now.addAndGet(Duration.ofMillis(laterMs).toNanos());
        Optional<Rates.TooFast> refused = rates.take(share);
        while (refused.isEmpty()) {
            refused = rates.take(share);
        }

        // When
        now.addAndGet(refused.get().comeBack().toNanos());

        // Then
        assertThat(refused.get().comeBack()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(1_001));
        assertThat(rates.take(share)).isEmpty();
    }
}
