package io.qipan.ecology.species.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The names of one list. */
public final class NameIndex {
    /** A Latin name of so many letters may have two typing errors, a shorter one only one. */
    private static final int LONG_NAME = 8;

    /** How a name was found, the best first; documented in {@code SearchProtectedSpeciesResponse.Match}. */
    public enum Match {
        EXACT,
        PREFIX,
        CONTAINS,
        SIMILAR
    }

    /** One that was found. */
    public record Found(Species species, Match match) {}

    private record Entry(Species species, List<String> names) {}

    private final List<Entry> entries;

    public NameIndex(List<Species> species) {
        this.entries = species.stream()
                .map(one -> new Entry(
                        one,
                        Stream.of(one.chinese(), one.latin(), one.formerName())
                                .filter(name -> !name.isEmpty())
                                .map(NameIndex::plain)
                                .toList()))
                .toList();
    }

    /**
     * What a name stands for.
     *
     * @param species more than one for a former name whose species was split since: it may be any of the genus
     * @param by how the name was understood
     */
    public record Named(List<Species> species, By by) {
        public Named {
            species = List.copyOf(species);
        }
    }

    /** How a name was understood. */
    public enum By {
        NAME,
        FORMER_NAME,
        GROUP
    }

    /** What exactly this name stands for; blanks and case do not count. */
    public Optional<Named> named(String name) {
        String wanted = plain(name);
        return found(
                        By.NAME,
                        one -> plain(one.chinese()).equals(wanted)
                                || plain(one.latin()).equals(wanted))
                .or(() -> formerly(wanted))
                .or(() -> found(By.GROUP, one -> isOfGroup(one, wanted)));
    }

    private Optional<Named> found(By by, Predicate<Species> test) {
        return entries.stream().map(Entry::species).filter(test).findFirst().map(one -> new Named(List.of(one), by));
    }

    /** The list tells one successor of an old name only; the others are its neighbours in the genus. */
    private Optional<Named> formerly(String wanted) {
        return found(By.FORMER_NAME, one -> plain(one.formerName()).equals(wanted))
                .map(named -> new Named(
                        entries.stream()
                                .map(Entry::species)
                                .filter(one ->
                                        genus(one).equals(genus(named.species().getFirst())))
                                .toList(),
                        By.FORMER_NAME));
    }

    /** Whether the Latin name is of a genus that stands in the list as a whole. */
    private static boolean isOfGroup(Species row, String wanted) {
        return row.wholeGroup() && wanted.startsWith(genus(row) + " ");
    }

    private static String genus(Species species) {
        return plain(species.latin()).split(" ", 2)[0];
    }

    /** The best first. */
    public List<Found> search(String query, int limit) {
        String wanted = plain(query);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (Entry entry : entries) {
            entry.names().stream()
                    .flatMap(name -> match(name, wanted).stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(match -> found.add(new Found(entry.species(), match)));
        }
        return found.stream()
                .sorted(Comparator.comparing(Found::match)
                        .thenComparingInt(one -> one.species().chinese().length()))
                .limit(limit)
                .toList();
    }

    private static Optional<Match> match(String name, String wanted) {
        if (name.equals(wanted)) {
            return Optional.of(Match.EXACT);
        }
        if (name.startsWith(wanted)) {
            return Optional.of(Match.PREFIX);
        }
        if (name.contains(wanted)) {
            return Optional.of(Match.CONTAINS);
        }
        return isSimilar(name, wanted) ? Optional.of(Match.SIMILAR) : Optional.empty();
    }

    /** A Chinese name of two characters with one of them wrong is another animal, so one error needs three. */
    private static boolean isSimilar(String name, String wanted) {
        int allowed = wanted.length() >= LONG_NAME ? 2 : 1;
        return wanted.length() >= 3
                && Math.abs(name.length() - wanted.length()) <= allowed
                && errors(name, wanted) <= allowed;
    }

    /** Letters to change, add or leave out. */
    private static int errors(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }

    /** Without difference of width and case, and with single blanks. */
    private static String plain(String name) {
        return Names.clean(Normalizer.normalize(name, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }
}
