package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.runtime.caller.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a watcher sees: what it asks for, as far as it may read it.
 *
 * @param kinds never empty
 * @param resource the only one, if there is one
 * @param ownRows of kinds of which it sees some resources only, those
 * @param ofAgency kinds that it sees as another agency, and is not told of who made a change
 */
record Selection(
        SortedSet<String> kinds,
        Optional<String> resource,
        Map<String, Predicate<Sealed>> ownRows,
        Set<String> ofAgency) {

    static Selection of(WatchRequest request, Caller caller, JournaledKinds journaled) {
        SortedSet<String> kinds = journaled.select(caller, request.getKindsList());
        Map<String, Predicate<Sealed>> own = new HashMap<>();
        kinds.forEach(kind -> journaled.ownRows(caller, kind).ifPresent(rows -> own.put(kind, rows)));
        Optional<String> resource = Optional.of(request.getOptionalResource()).filter(name -> !name.isEmpty());
        resource.ifPresent(name -> journaled.checkWatchable(caller, JournaledKinds.kindOf(name)));
        Set<String> ofAgency = kinds.stream()
                .filter(kind -> journaled.isOfAgency(caller, kind))
                .collect(Collectors.toSet());
        return new Selection(kinds, resource, own, ofAgency);
    }

    boolean includes(Sealed change) {
        String kind = change.kind();
        return kinds.contains(kind)
                && (resource.isEmpty() || resource.get().equals(change.told().resource()))
                && (!ownRows.containsKey(kind) || ownRows.get(kind).test(change));
    }

    /** A change that it includes, as this watcher is told of it. */
    Change message(Sealed change) {
        return ofAgency.contains(change.kind()) ? change.messageWithoutActor() : change.message();
    }

    /** Whether of some kinds it sees less than all. */
    boolean isPartial() {
        return !ownRows.isEmpty();
    }
}
