package io.qipan.bench.gazetteer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** One thing that goes wrong between a name that is meant and the name that is typed. */
enum Corruption {
    TYPO {
        @Override
        Optional<int[]> change(int[] name, Map<String, List<Integer>> letters, Random random) {
            List<Integer> all =
                    letters.values().stream().flatMap(Collection::stream).toList();
            int at = random.nextInt(name.length);
            int letter = all.get(random.nextInt(all.size()));
            return letter == name[at] ? Optional.empty() : Optional.of(replaced(name, at, letter));
        }
    },
    OMISSION {
        @Override
        Optional<int[]> change(int[] name, Map<String, List<Integer>> letters, Random random) {
            int at = random.nextInt(name.length);
            return name.length < 3
                    ? Optional.empty()
                    : Optional.of(IntStream.range(0, name.length)
                            .filter(i -> i != at)
                            .map(i -> name[i])
                            .toArray());
        }
    },
    HOMOPHONE {
        @Override
        Optional<int[]> change(int[] name, Map<String, List<Integer>> letters, Random random) {
            int at = random.nextInt(name.length);
            for (List<Integer> alike : letters.values()) {
                if (alike.contains(name[at])) {
                    List<Integer> others = new ArrayList<>(alike);
                    others.remove((Integer) name[at]);
                    return others.isEmpty()
                            ? Optional.empty()
                            : Optional.of(replaced(name, at, others.get(random.nextInt(others.size()))));
                }
            }
            return Optional.empty();
        }
    },
    TRANSPOSITION {
        @Override
        Optional<int[]> change(int[] name, Map<String, List<Integer>> letters, Random random) {
            if (name.length < 2) {
                return Optional.empty();
            }
            int at = random.nextInt(name.length - 1);
            return name[at] == name[at + 1]
                    ? Optional.empty()
                    : Optional.of(replaced(replaced(name, at, name[at + 1]), at + 1, name[at]));
        }
    };

    private static final int TRIES = 50;

    /** Empty if chance has found no way to change it. */
    abstract Optional<int[]> change(int[] name, Map<String, List<Integer>> letters, Random random);

    /** The name with one such fault; empty if it can have none. */
    Optional<String> of(String name, Map<String, List<Integer>> letters, Random random) {
        int[] letter = name.codePoints().toArray();
        for (int i = 0; i < TRIES; i++) {
            Optional<int[]> changed = change(letter, letters, random);
            if (changed.isPresent()) {
                return changed.map(points -> new String(points, 0, points.length));
            }
        }
        return Optional.empty();
    }

    private static int[] replaced(int[] name, int at, int letter) {
        int[] changed = name.clone();
        changed[at] = letter;
        return changed;
    }

    /** Whether one such fault at most lies between two different texts. */
    static boolean isBetween(String one, String other) {
        int from = 0;
        int oneEnd = one.length();
        int otherEnd = other.length();
        while (from < oneEnd && from < otherEnd && one.charAt(from) == other.charAt(from)) {
            from++;
        }
        while (oneEnd > from && otherEnd > from && one.charAt(oneEnd - 1) == other.charAt(otherEnd - 1)) {
            oneEnd--;
            otherEnd--;
        }
        boolean swapped = oneEnd - from == 2
                && otherEnd - from == 2
                && one.charAt(from) == other.charAt(from + 1)
                && one.charAt(from + 1) == other.charAt(from);
        return swapped || oneEnd - from <= 1 && otherEnd - from <= 1;
    }
}
