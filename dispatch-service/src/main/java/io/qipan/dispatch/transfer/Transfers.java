package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import java.util.List;
import java.util.Optional;

/** The transfers that were offered. Inside a unit of work only. */
interface Transfers {

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<CallId> call, Optional<String> partner, boolean openOnly) {}

    void add(Transfer transfer);

    Optional<Transfer> find(TransferId id);

    /** The transfer, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Transfer lock(TransferId id);

    void save(Transfer transfer);

    /** Newest first, older than the given id. */
    List<Transfer> list(Filter filter, Optional<TransferId> olderThan, int limit);

    int countOf(CallId call);
}
