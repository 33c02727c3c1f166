package io.qipan.dispatch.call;

import io.qipan.dispatch.id.model.CallId;
import java.time.Instant;
import java.util.Optional;

/** The way on which the matter of a call is to another organisation. Asked of the transfer feature. Inside a unit of work only. */
public interface OpenTransfers {

    /** The name of a transfer of this locked call that nobody there has decided on: it may come back. */
    Optional<String> undecided(CallId call);

    /** Whether somebody elsewhere has taken it, or is done with it. */
    boolean isTaken(CallId call);

    /**
     * Keeps here what of this locked call was offered and nobody there has taken; the partner is told. What somebody there has
     * taken is theirs, whatever becomes of the call here: one that was detached may have some. Those whom an emergency needs
     * beside us are still to come.
     */
    void keep(CallId call, String reason, Instant now);
}
