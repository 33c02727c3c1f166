package io.qipan.launcher.rpc;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names a person may have meant. */
final class Nearest {

    private static final int MOST = 3;

    private Nearest() {}

    /** " Did you mean …?", or nothing when no candidate is like what was written. */
    static String question(String written, Collection<String> candidates) {
        List<String> near = to(written, candidates);
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }

    /** Those candidates that differ in at most a third of their letters, the most alike first. */
    static List<String> to(String written, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        distance(written, candidate) <= Math.max(2, Math.max(written.length(), candidate.length()) / 3))
                .sorted(Comparator.<String>comparingInt(candidate -> distance(written, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** How far apart two names are; who writes no package is compared with the name without its package. */
    private static int distance(String written, String candidate) {
        String left = written.toLowerCase(Locale.ROOT);
        String right = candidate.toLowerCase(Locale.ROOT);
        return edits(left, left.contains(".") ? right : lastPart(right));
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Levenshtein: how many letters to add, drop or change. */
    static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
