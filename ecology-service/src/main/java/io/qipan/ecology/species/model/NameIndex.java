package io.qipan.ecology.species.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** The one of exactly this Chinese, former or Latin name; blanks and case do not count. */
    public Optional<Species> named(String name) {
        String wanted = plain(name);
        return entries.stream()
                .filter(entry -> entry.names().contains(wanted))
                .map(Entry::species)
                .findFirst();
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
