package io.qipan.dispatch.transfer;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.transfer.model.Transfer;
import java.time.Instant;
import java.util.Optional;

/** The organisations that matters are handed to. Every call ends with {@link io.qipan.runtime.peer.PeerAway} if it cannot help now. */
public interface Partners {

    /** Whether there is a way to this one, {@code agencies/{code}}. */
    boolean isKnown(String partner);

    /** What their system said to an offer. */
    sealed interface Answer {

        /**
         * @param reference their number for it; may be empty
         */
        record Taken(Instant at, String reference) implements Answer {}

        /** It will never take this one. */
        record NotTaken(String reason) implements Answer {}
    }

    /**
     * Has their system take an offer; asking again changes nothing.
     *
     * @param number who called, if it is known and can be read
     */
    Answer offer(Transfer transfer, Call call, Optional<String> number);

    /** Tells them that an offer does not stand any more; telling again changes nothing. */
    void drop(Transfer transfer, String reason);
}
