package io.qipan.runtime.limit;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.qipan.runtime.cache.Caches;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast each may call: a bucket for each that is refilled evenly and holds what comes in {@link #SAVED}, so that a console may
 * ask for much at its start. A bucket that nobody has asked for some time is full again, and forgotten.
 */
public final class Rates {
    /** The calls of so many seconds may be made at once. */
    static final Duration SAVED = Duration.ofSeconds(5);
    /** So many may be known at a time. Of more, the ones that call least are forgotten, which only does them good. */
    private static final int MOST_KNOWN = 50_000;

    /**
     * Somebody calls too fast.
     *
     * @param comeBack when there is a call in the bucket again
     */
    public record TooFast(Share share, Duration comeBack) {}

    private final Cache<String, Bucket> buckets;
    private final LongSupplier nanoTime;

    public Rates() {
        this(System::nanoTime);
    }

    Rates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.buckets = Caches.forgottenAfterUse(MOST_KNOWN, SAVED.multipliedBy(2), nanoTime::getAsLong);
    }

    /** Takes one call of each share, in this order, up to the first that has none left. */
    public Optional<TooFast> take(List<Share> shares) {
        for (Share share : shares) {
            ConsumptionProbe probe =
                    buckets.get(share.key(), key -> bucket(share.quota())).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return Optional.of(new TooFast(share, roundedUp(probe.getNanosToWaitForRefill())));
            }
        }
        return Optional.empty();
    }

    /** To the next millisecond: who waits for so many of them must not come a nanosecond too early. */
    private static Duration roundedUp(long nanos) {
        return Duration.ofMillis(Duration.ofNanos(nanos).toMillis() + 1);
    }

    private Bucket bucket(Quota quota) {
        return Bucket.builder()
                .withCustomTimePrecision(new Meter(nanoTime))
                .addLimit(limit -> limit.capacity(quota.perSecond() * SAVED.toSeconds())
                        .refillGreedy(quota.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /** How many are known. */
    long known() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private record Meter(LongSupplier nanoTime) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
