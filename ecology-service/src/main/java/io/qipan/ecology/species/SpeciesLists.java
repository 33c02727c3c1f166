package io.qipan.ecology.species;

import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.SpeciesList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The list of protected animals in all its imports. */
public interface SpeciesLists {

    /** Keeps others from importing until the end of the unit of work. */
    void lock();

    Optional<SpeciesList> newest();

    Optional<SpeciesList> find(long number);

    /** The one that counts on the day: of those in force the one that came into force last, and of these the newest. */
    Optional<SpeciesList> inForceOn(LocalDate day);

    /** In the order of the file. */
    List<Species> species(long number);

    void add(SpeciesList list, List<Species> species);
}
