package io.qipan.runtime.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.cache.Caches;
import io.qipan.runtime.limit.Places.Claim;
import io.qipan.runtime.limit.Rates.TooFast;
import io.qipan.runtime.limit.Share;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is said to somebody who takes too much, and told to operators: {@code qipan_limit_refused_total}, and who it is. */
final class Refused {
    private static final Logger LOG = Logger.getLogger(Refused.class);
    private static final Duration NEXT_CALL = Duration.ofMillis(200);
    private static final Duration NEXT_STREAM = Duration.ofSeconds(5);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_TOLD = 1_000;

    private final MeterRegistry meters;
    /** Who was named in the log, so that a flood of calls does not become one of lines. */
    private final Cache<String, Boolean> told = Caches.forgottenAfterWriting(MOST_TOLD, TOLD_AGAIN);

    Refused(MeterRegistry meters) {
        this.meters = meters;
    }

    Refusal tooFast(TooFast tooFast) {
        Share share = tooFast.share();
        count("per-second", share.of().word());
        return ofOwn(
                share,
                share.quota().perSecond(),
                "makes more than " + share.quota().perSecond() + " calls per second",
                tooFast.comeBack());
    }

    /** @param full the places that were all taken */
    Refusal full(Claim full, List<Share> shares, boolean unary) {
        String what = unary ? "calls are under way" : "streams are open";
        Duration comeBack = unary ? NEXT_CALL : NEXT_STREAM;
        String limit = unary ? "at-once" : "streams";
        Optional<Share> own = shares.stream()
                .filter(share -> Claim.of(share, full.most()).equals(full))
                .findFirst();
        if (own.isPresent()) {
            count(limit, own.get().of().word());
            String has =
                    "has all " + full.most() + (unary ? " calls under way" : " streams open") + " that it may have";
            return ofOwn(own.get(), full.most(), has, comeBack);
        }
        count(limit, full.key());
        return Refusal.of(
                        Reason.OVERLOADED,
                        "All " + full.most() + " places for " + full.key() + " are taken: so many " + what
                                + ". Come back later.")
                .with("limit", Integer.toString(full.most()))
                .retryAfter(comeBack);
    }

    private Refusal ofOwn(Share share, int limit, String does, Duration comeBack) {
        if (told.asMap().putIfAbsent(share.of().word() + share.holder(), true) == null) {
            LOG.warnf("%s %s", share.holder(), does);
        }
        return Refusal.of(
                        Reason.QUOTA_EXCEEDED, share.holder() + " " + does + ". Come back after the time in RetryInfo.")
                .with("of", share.of().word())
                .with("limit", Integer.toString(limit))
                .retryAfter(comeBack);
    }

    private void count(String limit, String of) {
        meters.counter("qipan.limit.refused", "limit", limit, "of", of).increment();
    }
}
