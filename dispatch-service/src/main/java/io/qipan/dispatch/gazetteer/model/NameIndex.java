package io.qipan.dispatch.gazetteer.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the names that are like what somebody said. First those that share the rarest grams, from lists of who has which; then
 * the likeness of each of these few. Never changes.
 */
final class NameIndex {
    /** How many names are compared letter by letter. */
    private static final int COMPARED = 200;
    /** How much of the lists is read, the shortest first: what most names have leads nowhere. */
    private static final int READ = 120_000;
    /** Of a name of which all is in what was said, among other words. */
    private static final double WITHIN = 0.9;

    private static final int SCORES = 100;
    /** Of the weight of leaving out a letter that every name has. */
    private static final double LEAST_WEIGHT = 0.3;

    /**
     * A name that is like what was said.
     *
     * @param name its number, in the order in which the names were given
     */
    record Match(int name, double likeness) {}

    private final List<Spelling> names;
    private final Map<Long, int[]> owners;
    private final float[] sizes;
    private final Map<Integer, Double> weights;

    NameIndex(List<Spelling> names) {
        this.names = List.copyOf(names);
        this.owners = owners(names);
        this.sizes = new float[names.size()];
        owners.forEach((gram, having) -> {
            for (int name : having) {
                sizes[name] += (float) rarity(having);
            }
        });
        this.weights = weights(names);
    }

    private double weight(int letter) {
        return Character.isIdeographic(letter) ? weights.getOrDefault(letter, 1.0) : 1;
    }

    private static Map<Long, int[]> owners(List<Spelling> names) {
        Map<Long, int[]> lists = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        for (int name = 0; name < names.size(); name++) {
            for (long gram : names.get(name).grams()) {
                int count = counts.merge(gram, 1, Integer::sum);
                int[] list = lists.computeIfAbsent(gram, fresh -> new int[1]);
                if (count > list.length) {
                    list = Arrays.copyOf(list, list.length * 2);
                    lists.put(gram, list);
                }
                list[count - 1] = name;
            }
        }
        lists.replaceAll((gram, list) -> Arrays.copyOf(list, counts.getOrDefault(gram, 0)));
        return lists;
    }

    private Map<Integer, Double> weights(List<Spelling> spellings) {
        Map<Integer, Integer> having = new HashMap<>();
        for (Spelling spelling : spellings) {
            spelling.distinctLetters().forEach(letter -> having.merge(letter, 1, Integer::sum));
        }
        Map<Integer, Double> weights = new HashMap<>();
        double rarest = Math.log(1.0 + spellings.size());
        having.forEach((letter, count) -> weights.put(
                letter, LEAST_WEIGHT + (1 - LEAST_WEIGHT) * Math.log((1.0 + spellings.size()) / count) / rarest));
        return weights;
    }

    private double rarity(int[] having) {
        return Math.log(1 + (double) names.size() / having.length);
    }

    /** The names most like what was said, the likest first. */
    List<Match> search(Spelling said) {
        if (said.length() == 0) {
            return List.of();
        }
        Likeness likeness = new Likeness(said, this::weight);
        return sharing(said).stream()
                .map(name -> new Match(name, likeness.to(names.get(name))))
                .sorted(Comparator.comparingDouble(Match::likeness).reversed().thenComparingInt(Match::name))
                .toList();
    }

    private List<Integer> sharing(Spelling said) {
        float[] shared = new float[names.size()];
        int[] touched = new int[names.size()];
        int count = 0;
        double size = 0;
        long read = 0;
        List<int[]> lists = Arrays.stream(said.grams())
                .mapToObj(gram -> owners.getOrDefault(gram, new int[0]))
                .filter(list -> list.length > 0)
                .sorted(Comparator.comparingInt(list -> list.length))
                .toList();
        for (int[] list : lists) {
            double rarity = rarity(list);
            size += rarity;
            read += list.length;
            if (read > READ && count > 0) {
                continue;
            }
            for (int name : list) {
                if (shared[name] == 0) {
                    touched[count++] = name;
                }
                shared[name] += (float) rarity;
            }
        }
        return best(shared, Arrays.copyOf(touched, count), size);
    }

    private List<Integer> best(float[] shared, int[] touched, double size) {
        // Counted by hundredths: to sort tens of thousands of them would take longer than to find them.
        int[] having = new int[SCORES + 1];
        byte[] scores = new byte[touched.length];
        for (int i = 0; i < touched.length; i++) {
            int name = touched[i];
            double score = Math.max(2 * shared[name] / (size + sizes[name]), WITHIN * shared[name] / sizes[name]);
            scores[i] = (byte) Math.min(SCORES, (int) (score * SCORES));
            having[scores[i]]++;
        }
        int least = SCORES;
        for (int better = having[least]; better < COMPARED && least > 0; better += having[least]) {
            least--;
        }
        int cut = least;
        return IntStream.range(0, touched.length)
                .filter(i -> scores[i] >= cut)
                .limit(2L * COMPARED)
                .mapToObj(i -> touched[i])
                .toList();
    }
}
