package io.qipan.ecology.species;

import io.qipan.ecology.species.model.NameIndex;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lists that were asked for lately, in memory. A list never changes, so none of them grows old. */
@Singleton
public class KnownSpecies {
    /** Two that change places on some day, and one that is looked into. */
    private static final int KEPT = 3;

    private final UnitOfWork unitOfWork;
    private final SpeciesLists lists;
    private final Map<Long, NameIndex> indexes = Collections.synchronizedMap(new LinkedHashMap<>(KEPT + 1, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, NameIndex> eldest) {
            return size() > KEPT;
        }
    });

    public KnownSpecies(UnitOfWork unitOfWork, SpeciesLists lists) {
        this.unitOfWork = unitOfWork;
        this.lists = lists;
    }

    /** A list with its names. */
    public record Known(SpeciesList list, NameIndex names) {}

    /** The list that counts on the day; outside of a unit of work. */
    public Optional<Known> on(LocalDate day) {
        return unitOfWork.read(() -> lists.inForceOn(day).map(list -> new Known(list, names(list.number()))));
    }

    private NameIndex names(long number) {
        NameIndex known = indexes.get(number);
        if (known != null) {
            return known;
        }
        NameIndex read = new NameIndex(lists.species(number));
        indexes.put(number, read);
        return read;
    }
}
