package io.qipan.bench.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The claim beside its limit.
 *
 * @param claim what the suite does
 * @param limit what the machine and the database could do at best
 */
public record Comparison(Measured claim, Measured limit) {

    /**
     * How it is taken.
     *
     * @param rounds of each side; the two take turns, and swap who goes first
     */
    public record Plan(int rounds, Duration round, Duration warmUp) {}

    /**
     * @param betweenRounds returns when nothing of the round before is still at work
     */
    public static Comparison take(Side claim, Side limit, Plan plan, Runnable betweenRounds, Consumer<String> progress)
            throws InterruptedException {
        for (Side side : List.of(limit, claim)) {
            progress.accept("Warming up: " + side.title());
            Load.run(side, plan.warmUp());
        }
        List<Round> claimed = new ArrayList<>();
        List<Round> limits = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            boolean claimFirst = i % 2 == 0;
            for (Side side : claimFirst ? List.of(claim, limit) : List.of(limit, claim)) {
                betweenRounds.run();
                Round round = Load.run(side, plan.round());
                (side == claim ? claimed : limits).add(round);
                progress.accept(
                        "Round %d of %d, %s: %,.0f/s".formatted(i + 1, plan.rounds(), side.title(), round.perSecond()));
            }
        }
        return new Comparison(new Measured(claim.title(), claimed), new Measured(limit.title(), limits));
    }

    /** Of the medians. */
    public double ratio() {
        return claim.median() / limit.median();
    }

    /** Of each claim round to the limit round beside it. */
    public double[] ratios() {
        double[] claimed = claim.rates();
        double[] limits = limit.rates();
        return IntStream.range(0, Math.min(claimed.length, limits.length))
                .mapToDouble(i -> claimed[i] / limits[i])
                .toArray();
    }

    /** One sentence for each side that had any. */
    public List<String> firstErrors() {
        return Stream.of(claim, limit)
                .flatMap(side -> side.firstError().stream()
                        .map(error -> "The first error of \"" + side.title() + "\": " + error))
                .toList();
    }

    public int errors() {
        return claim.errors() + limit.errors();
    }
}
