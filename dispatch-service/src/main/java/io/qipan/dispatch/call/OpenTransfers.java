package io.qipan.dispatch.call;

import io.qipan.dispatch.id.model.CallId;
import java.time.Instant;
import java.util.Optional;

/** The way on which the matter of a call is to another organisation. Asked of the transfer feature. Inside a unit of work only. */
public interface OpenTransfers {

    /** The name of the transfer of this locked call that is not over; a call has one at most. */
    Optional<String> of(CallId call);

    /** Keeps here what of this locked call was offered and nobody there has taken; the partner is told. */
    void keep(CallId call, String reason, Instant now);
}
