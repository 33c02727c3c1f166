package io.qipan.ecology.species.model;

import io.qipan.ecology.species.model.Species.Protection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One import of the list.
 *
 * @param number from 1
 * @param inForceFrom first day on which it is law
 */
public record SpeciesList(
        long number, LocalDate inForceFrom, Count count, Instant importedAt, String importedBy, String reason) {
    public static final String KIND = "speciesLists/";

    /** What a list has. */
    public record Count(int rows, int first, int second, int aquatic) {

        public static Count of(List<Species> species) {
            int first = (int) species.stream()
                    .filter(s -> s.protection() == Protection.FIRST)
                    .count();
            int aquatic = (int) species.stream().filter(Species::aquatic).count();
            return new Count(species.size(), first, species.size() - first, aquatic);
        }
    }

    public String name() {
        return KIND + number;
    }
}
