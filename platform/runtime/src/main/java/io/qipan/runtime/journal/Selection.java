package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.runtime.caller.Caller;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a watcher sees: what it asks for, as far as it may read it.
 *
 * @param kinds never empty
 * @param resource the only one, if there is one
 */
record Selection(SortedSet<String> kinds, Optional<String> resource) {

    static Selection of(WatchRequest request, Caller caller, JournaledKinds journaled) {
        SortedSet<String> kinds = journaled.select(caller, request.getKindsList());
        if (request.getOptionalResource().isEmpty()) {
            return new Selection(kinds, Optional.empty());
        }
        journaled.checkReadable(caller, JournaledKinds.kindOf(request.getOptionalResource()));
        return new Selection(kinds, Optional.of(request.getOptionalResource()));
    }

    boolean includes(Sealed change) {
        return kinds.contains(change.kind())
                && (resource.isEmpty() || resource.get().equals(change.told().resource()));
    }
}
