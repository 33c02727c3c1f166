package io.qipan.runtime.journal;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import java.time.InstantSource;
import java.util.Optional;

/** How long a watch may stay open: as long as its caller's token is valid, its key trusted, and the service stays. */
record Admission(Feed feed, Caller caller, Proof proof, InstantSource clock) {

    void check() {
        end().ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    /** What ends the watch now; empty while it may go on. */
    Optional<Refusal> end() {
        if (feed.isEndingWatches()) {
            return Optional.of(
                    Refusal.of(Reason.SHUTTING_DOWN, "The service is going down. Resume from the last token."));
        }
        if (caller.hasExpired(clock.instant())) {
            return Optional.of(
                    Refusal.of(Reason.TOKEN_EXPIRED, "The token expired while watching. Resume with a new one.")
                            .with("expired_at", caller.expiresAt().toString()));
        }
        try {
            proof.check();
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }
}
