package io.qipan.dispatch.pattern.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * Compares cylinders with the most unusual ones of data in which the days were drawn anew among the incidents. Every
 * cell and every day keeps its count.
 */
public final class PermutationTest {

    /** A cylinder and the share of data sets, itself counted in, whose most unusual one was at least as unusual. */
    public record Judged(Cylinder cylinder, double pValue) {}

    private PermutationTest() {}

    /**
     * At most so many cylinders, the most unusual first, none with a cell of one before it.
     *
     * @throws CancellationException if the thread is interrupted; it takes long
     */
    public static List<Judged> of(SpaceTimeScan scan, int permutations, int most, RandomGenerator random) {
        double[] highest = new double[permutations];
        int[] days = scan.days();
        for (int i = 0; i < permutations; i++) {
            if (Thread.interrupted()) {
                throw new CancellationException("Interrupted after " + i + " permutations");
            }
            shuffle(days, random);
            highest[i] = scan.highest(days);
        }
        return scan.distinct(most).stream()
                .map(cylinder -> new Judged(cylinder, pValue(cylinder.logRatio(), highest)))
                .toList();
    }

    private static double pValue(double logRatio, double[] highest) {
        long atLeast = Arrays.stream(highest).filter(other -> other >= logRatio).count();
        return (1.0 + atLeast) / (1.0 + highest.length);
    }

    /** Each order as likely as any other (Fisher and Yates). */
    public static void shuffle(int[] days, RandomGenerator random) {
        for (int i = days.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int day = days[i];
            days[i] = days[other];
            days[other] = day;
        }
    }
}
