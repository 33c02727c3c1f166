package io.qipan.dispatch.call;

import io.qipan.dispatch.id.model.CallId;
import java.util.Optional;

/** Who called, apart from the call and locked away. Inside a unit of work only. */
public interface CallerNumbers {

    void keep(CallId call, String number);

    /**
     * Empty if none is kept, or its key was thrown away. For what a service does by itself: who is shown a number asks for it.
     * Refuses DEPENDENCY_UNAVAILABLE while its key has not come to this replica.
     */
    Optional<String> readable(CallId call);

    /**
     * Empty if none is kept. Refuses PERSONAL_DATA_ERASED if its key was thrown away, DEPENDENCY_UNAVAILABLE while it has not
     * come to this replica.
     */
    Optional<String> find(CallId call);
}
