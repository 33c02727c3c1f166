package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.Inspection;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
public class ImportGrid {
    private final Grids grids;
    private final Journal journal;
    private final KeepOwned keepOwned;
    private final GridDependents dependents;
    private final DeviceRegister register;

    public ImportGrid(
            Grids grids, Journal journal, KeepOwned keepOwned, GridDependents dependents, DeviceRegister register) {
        this.grids = grids;
        this.journal = journal;
        this.keepOwned = keepOwned;
        this.dependents = dependents;
        this.register = register;
    }

    /**
     * An import that somebody asks for.
     *
     * @param base the revision it starts from
     * @param acceptSuspicions somebody has looked at what is suspected of the document, and it is right
     */
    public record Order(
            Reading reading,
            boolean dryRun,
            long base,
            boolean acceptSuspicions,
            String reason,
            String by,
            Instant at) {}

    /** What was found, and what was made if anything was. */
    public record Outcome(Inspection inspection, Optional<GridRevision> made) {}

    public Outcome run(Order order) {
        if (!order.dryRun()) {
            grids.lock();
        }
        long newest = grids.newest();
        if (newest != order.base()) {
            throw Refusal.staleEtag(
                            newest == 0 ? "gridRevisions/-" : GridRevision.name(newest),
                            Long.toString(order.base()),
                            Long.toString(newest))
                    .asException();
        }
        Grid present = newest == 0 ? Grid.empty() : grids.at(newest);
        Inspection looked = Inspection.of(present, order.reading());
        Inspection found = order.acceptSuspicions() ? looked : looked.strict();
        KeepOwned.Kept kept = keepOwned.from(found.change());
        List<Finding> others = new ArrayList<>(kept.findings());
        others.addAll(dependents.affectedBy(present, kept.change(), order.at()));
        Inspection inspection = found.changing(kept.change()).with(others, order.reading());
        boolean nothingToDo =
                order.dryRun() || inspection.errors() > 0 || inspection.change().isEmpty();
        return new Outcome(inspection, nothingToDo ? Optional.empty() : Optional.of(make(order, inspection)));
    }

    private GridRevision make(Order order, Inspection inspection) {
        GridRevision revision = new GridRevision(
                order.base() + 1,
                order.at(),
                order.by(),
                order.reason(),
                inspection.change().added().size(),
                inspection.change().changed().size(),
                inspection.change().removed().size());
        grids.add(revision, inspection.change());
        register.changed(inspection.change(), order.at());
        journal.append(revision.name(), "grid.imported", order.at(), order.reason(), GridMessages.message(revision));
        return revision;
    }
}
