package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import java.time.Instant;

/**
 * Told of each call that ends without an incident, so that some are looked at again. Kept by the review feature. Inside
 * a unit of work only.
 */
public interface EndedCalls {

    /**
     * @param by who ended it
     */
    void ended(Call call, CallOutcome outcome, String by, Instant now);
}
