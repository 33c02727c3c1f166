package io.qipan.ecology.species;

import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.SpeciesList;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists in memory. */
public final class FakeSpeciesLists implements SpeciesLists {
    private final TreeMap<Long, SpeciesList> lists = new TreeMap<>();
    private final TreeMap<Long, List<Species>> species = new TreeMap<>();

    @Override
    public void lock() {}

    @Override
    public Optional<SpeciesList> newest() {
        return Optional.ofNullable(lists.lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public Optional<SpeciesList> find(long number) {
        return Optional.ofNullable(lists.get(number));
    }

    @Override
    public Optional<SpeciesList> inForceOn(LocalDate day) {
        return lists.values().stream()
                .filter(list -> !list.inForceFrom().isAfter(day))
                .max(Comparator.comparing(SpeciesList::inForceFrom).thenComparing(SpeciesList::number));
    }

    @Override
    public List<Species> species(long number) {
        return species.getOrDefault(number, List.of());
    }

    @Override
    public void add(SpeciesList list, List<Species> animals) {
        lists.put(list.number(), list);
        species.put(list.number(), List.copyOf(animals));
    }
}
