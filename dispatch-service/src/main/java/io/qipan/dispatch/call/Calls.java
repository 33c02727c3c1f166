package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.CallId;
import java.util.List;
import java.util.Optional;

/** The calls that were taken. Inside a unit of work only. */
interface Calls {

    /** Stores a new call and gives it its number. Refuses ALREADY_EXISTS if its external reference is taken. */
    Call add(Call draft);

    Optional<Call> find(CallId id);

    /** The call, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Call lock(CallId id);

    void save(Call call);

    /** Newest first, older than the given id. */
    List<Call> list(Optional<Boolean> open, Optional<CallId> olderThan, int limit);
}
