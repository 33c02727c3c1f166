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

    /** Every transfer of a call, newest first. */
    List<Transfer> ofCall(CallId call);

    /**
     * How often the partner was offered the matter of this call by other calls, without those that were linked. It handed the
     * matter to us, and had it before: under the number by which it has it from us, or by one that was returned.
     */
    int roundsBefore(CallId call, String partner);
}
