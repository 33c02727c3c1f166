package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.Changes.Asof;
import io.qipan.dispatch.figure.Clocks;
import io.qipan.dispatch.figure.model.Clock;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what happened with an incident, from the first ring to the last complaint. */
@Singleton
class ShowStory {
    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final Changes changes;
    private final IncidentResources resources;
    private final Clocks clocks;
    private final JournaledKinds kinds;

    ShowStory(
            UnitOfWork unitOfWork,
            IncidentRecords incidents,
            Changes changes,
            IncidentResources resources,
            Clocks clocks,
            JournaledKinds kinds) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.changes = changes;
        this.resources = resources;
        this.clocks = clocks;
        this.kinds = kinds;
    }

    /**
     * @param resources everything it is told of
     * @param opening how long processing the call took that opened it, if one did
     * @param before the last change before these, by resource
     * @param next the revision that the next page goes on after
     */
    record Story(
            Incident incident,
            List<String> resources,
            Optional<Clock> opening,
            List<Clock> clocks,
            List<Change> changes,
            Map<String, Change> before,
            Optional<Long> next) {}

    Story show(IncidentId id, Page page, Caller caller) {
        return unitOfWork.read(() -> {
            Incident incident = incidents.get(id);
            List<IncidentId> all = resources.withMerged(id);
            List<String> names = resources.of(all).stream()
                    .filter(name -> kinds.mayRead(caller, JournaledKinds.kindOf(name)))
                    .toList();
            List<Clock> values = clocks.of(all);
            long after = page.after(Long::parseLong).orElse(0L);
            List<Change> read = changes.of(names, after, page.size() + 1);
            List<Change> shown = page.cut(read);
            return new Story(
                    incident,
                    names,
                    opening(incident, values),
                    values,
                    shown,
                    before(shown, after),
                    mayGoOn(read, shown) ? Optional.of(shown.getLast().getRevision()) : Optional.empty());
        });
    }

    private static boolean mayGoOn(List<Change> read, List<Change> shown) {
        long bytes = read.stream()
                .mapToLong(change -> change.getState().getValue().size())
                .sum();
        return read.size() > shown.size() || bytes >= Changes.MOST_BYTES;
    }

    private Map<String, Change> before(List<Change> shown, long after) {
        Map<String, Change> before = new HashMap<>();
        List<String> names = shown.stream().map(Change::getResource).distinct().toList();
        changes.latest(names, new Asof(Optional.empty(), after))
                .forEach(change -> before.put(change.getResource(), change));
        return before;
    }

    /** Of several calls that opened it, which a merge can bring about, the one that was answered first. */
    private static Optional<Clock> opening(Incident incident, List<Clock> clocks) {
        List<String> calls = incident.calls().stream().map(CallId::name).toList();
        return clocks.stream()
                .filter(clock -> clock.measure() == Measure.PROCESSING && calls.contains(clock.subject()))
                .findFirst();
    }
}
