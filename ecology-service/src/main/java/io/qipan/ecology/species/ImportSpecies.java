package io.qipan.ecology.species;

import io.qipan.ecology.species.csv.SpeciesFile.Content;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.ecology.species.model.SpeciesList.Count;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Takes over a whole list, if nothing is wrong with it and it differs from the newest. */
@Singleton
public class ImportSpecies {
    private final SpeciesLists lists;
    private final Journal journal;

    public ImportSpecies(SpeciesLists lists, Journal journal) {
        this.lists = lists;
        this.journal = journal;
    }

    /** An import that somebody asks for. */
    public record Order(Content content, LocalDate inForceFrom, boolean dryRun, String reason, String by, Instant at) {}

    /** What was made; empty for a dry run, with faults, and if nothing differs. */
    public Optional<SpeciesList> run(Order order) {
        if (order.dryRun() || !order.content().faults().isEmpty()) {
            return Optional.empty();
        }
        lists.lock();
        Optional<SpeciesList> newest = lists.newest();
        if (newest.isPresent() && isSame(newest.get(), order)) {
            return Optional.empty();
        }
        SpeciesList list = new SpeciesList(
                newest.map(SpeciesList::number).orElse(0L) + 1,
                order.inForceFrom(),
                Count.of(order.content().species()),
                order.at(),
                order.by(),
                order.reason());
        lists.add(list, order.content().species());
        journal.append(list.name(), "species.imported", order.at(), order.reason(), SpeciesMessages.message(list));
        return Optional.of(list);
    }

    private boolean isSame(SpeciesList newest, Order order) {
        return newest.inForceFrom().equals(order.inForceFrom())
                && lists.species(newest.number()).equals(order.content().species());
    }
}
