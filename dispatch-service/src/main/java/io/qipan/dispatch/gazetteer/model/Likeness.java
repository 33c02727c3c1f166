package io.qipan.dispatch.gazetteer.model;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How alike two spellings are: an edit distance in which letters that sound the same cost less to exchange than others, and
 * letters that most names share, as the 街道 at their end, cost less to leave out. The prices are ours; bench gazetteer
 * measures what comes of them.
 */
final class Likeness {
    private static final double SAME_SOUND = 0.2;
    private static final double LIKE_SOUND = 0.45;
    private static final double SWAPPED = 0.5;
    /** Of a name that stands within something longer that was said. */
    private static final double WITHIN = 0.7;
    /** Shorter names stand within anything. */
    private static final int SHORTEST_WITHIN = 3;

    private final Spelling said;
    private final boolean saidInHan;
    private final IntToDoubleFunction weight;
    private final double[] extra;

    /**
     * @param weight what leaving out a letter costs, 0 to 1
     */
    Likeness(Spelling said, IntToDoubleFunction weight) {
        this.said = said;
        this.saidInHan = said.isHan();
        this.weight = weight;
        this.extra = weights(said);
    }

    /** From 0 or less, nothing in common, to 1, the same. */
    double to(Spelling name) {
        Spelling meant = saidInHan || !name.isHan() ? name : name.spokenWord();
        double[] missing = weights(meant);
        double all = sum(missing);
        double whole = 1 - distance(meant, missing, false) / Math.max(sum(extra), all);
        if (meant.length() < SHORTEST_WITHIN || said.length() <= meant.length()) {
            return whole;
        }
        return Math.max(whole, WITHIN * (1 - distance(meant, missing, true) / all));
    }

    private double[] weights(Spelling spelling) {
        double[] weights = new double[spelling.length()];
        Arrays.setAll(weights, at -> weight.applyAsDouble(spelling.letter(at)));
        return weights;
    }

    private static double sum(double[] weights) {
        double sum = Double.MIN_NORMAL;
        for (double one : weights) {
            sum += one;
        }
        return sum;
    }

    /**
     * @param within what is said before and after the name costs nothing
     */
    private double distance(Spelling name, double[] missing, boolean within) {
        int width = missing.length;
        double[] beforeLast = new double[width + 1];
        double[] last = new double[width + 1];
        double[] row = new double[width + 1];
        for (int j = 1; j <= width; j++) {
            last[j] = last[j - 1] + missing[j - 1];
        }
        double best = last[width];
        for (int i = 1; i <= extra.length; i++) {
            row[0] = within ? 0 : last[0] + extra[i - 1];
            for (int j = 1; j <= width; j++) {
                double left = Math.min(last[j] + extra[i - 1], row[j - 1] + missing[j - 1]);
                row[j] = Math.min(left, last[j - 1] + exchange(name, i - 1, j - 1, missing));
                if (isSwapped(name, i - 1, j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + SWAPPED);
                }
            }
            best = Math.min(best, row[width]);
            double[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return within ? best : last[width];
    }

    private boolean isSwapped(Spelling name, int i, int j) {
        return i > 0 && j > 0 && said.letter(i) == name.letter(j - 1) && said.letter(i - 1) == name.letter(j);
    }

    private double exchange(Spelling name, int i, int j, double[] missing) {
        if (said.letter(i) == name.letter(j)) {
            return 0;
        }
        Sound heard = said.sound(i);
        Sound meant = name.sound(j);
        if (heard.plain().equals(meant.plain())) {
            return SAME_SOUND;
        }
        double price = (extra[i] + missing[j]) / 2;
        return heard.blurred().equals(meant.blurred()) ? LIKE_SOUND * price : price;
    }
}
