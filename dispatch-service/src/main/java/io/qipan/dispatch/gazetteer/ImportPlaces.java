package io.qipan.dispatch.gazetteer;

import io.qipan.dispatch.gazetteer.file.PlaceFile;
import io.qipan.dispatch.gazetteer.model.Fault;
import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.dispatch.gazetteer.model.SourceChange;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over all places of a source, if nothing is wrong with them and something differs. */
@Singleton
class ImportPlaces {
    /** All of them are in the memory of every replica. */
    private static final long MOST_PLACES = 500_000;

    private final Gazetteers gazetteers;
    private final Journal journal;

    ImportPlaces(Gazetteers gazetteers, Journal journal) {
        this.gazetteers = gazetteers;
        this.journal = journal;
    }

    /**
     * An import that somebody asks for.
     *
     * @param base the revision it starts from
     */
    record Order(
            PlaceFile.Content content,
            String source,
            MapDatum datum,
            boolean dryRun,
            long base,
            String reason,
            String by,
            Instant at) {}

    /** What was found, and what was made if anything was. */
    record Outcome(List<Fault> faults, int faultCount, SourceChange change, Optional<GazetteerRevision> made) {}

    Outcome run(Order order) {
        if (!order.dryRun()) {
            gazetteers.lock();
        }
        long newest = gazetteers.newest();
        if (newest != order.base()) {
            throw Refusal.staleEtag(
                            newest == 0 ? GazetteerRevision.PREFIX + "-" : GazetteerRevision.name(newest),
                            Long.toString(order.base()),
                            Long.toString(newest))
                    .asException();
        }
        List<Fault> faults = faults(order);
        SourceChange change = SourceChange.between(
                gazetteers.of(order.source()), order.content().places());
        boolean nothingToDo = order.dryRun() || !faults.isEmpty() || change.isEmpty();
        int told = faults.size() - order.content().faults().size();
        return new Outcome(
                faults,
                order.content().faultCount() + told,
                change,
                nothingToDo ? Optional.empty() : Optional.of(make(order, change)));
    }

    private List<Fault> faults(Order order) {
        List<Fault> faults = new ArrayList<>(order.content().faults());
        long places = gazetteers.countBeside(order.source())
                + order.content().places().size();
        if (places > MOST_PLACES) {
            faults.add(new Fault(
                    0, "would make " + places + " places in all, at most " + MOST_PLACES + " are kept in memory"));
        }
        return faults;
    }

    private GazetteerRevision make(Order order, SourceChange change) {
        GazetteerRevision revision = new GazetteerRevision(
                order.base() + 1,
                order.source(),
                order.datum(),
                order.at(),
                order.by(),
                order.reason(),
                change.added().size(),
                change.changed().size(),
                change.removed().size());
        gazetteers.add(revision, change);
        journal.append(
                revision.name(), "gazetteer.imported", order.at(), order.reason(), GazetteerMessages.message(revision));
        return revision;
    }
}
