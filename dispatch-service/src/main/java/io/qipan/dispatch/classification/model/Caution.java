package io.qipan.dispatch.classification.model;

import java.util.List;
import java.util.Locale;

/**
 * When it is better to say nothing.
 *
 * @param fewestCases fewer examples in all are too few to learn from
 * @param leastShare how likely the best candidate has to be
 * @param leastMargin how much likelier than the second
 */
public record Caution(int fewestCases, double leastShare, double leastMargin) {
    /** Of one label fewer examples are an accident. */
    private static final int FEWEST_OF_LABEL = 5;

    private static final int MOST_CANDIDATES = 3;

    /** The words have to make it twice as likely, in odds, as it is without them: else all would be what is usual. */
    private static final double LEAST_GAIN = 2;

    /** See {@code qipan.dispatch.v1.Abstention}. */
    public enum Abstention {
        NO_MODEL,
        TOO_FEW_CASES,
        NO_WORDS_SPEAK,
        SHARE_TOO_LOW,
        MARGIN_TOO_SMALL
    }

    /** What is suggested, or why nothing is. */
    public sealed interface Verdict {
        /** Best first. */
        record Suggested(List<Candidate> candidates) implements Verdict {
            public Suggested {
                candidates = List.copyOf(candidates);
            }
        }

        record Abstained(Abstention abstention, String why) implements Verdict {}
    }

    /** Of a model that does not exist. */
    public static Verdict withoutModel() {
        return new Verdict.Abstained(Abstention.NO_MODEL, "nothing was learned yet");
    }

    /**
     * @param candidates all of a model, best first
     * @param cases it was learned from
     */
    public Verdict judge(List<Candidate> candidates, int cases) {
        if (cases < fewestCases || candidates.isEmpty()) {
            return abstain(
                    Abstention.TOO_FEW_CASES,
                    "learned from %d confirmed incidents, at least %d are needed",
                    cases,
                    fewestCases);
        }
        Candidate best = candidates.getFirst();
        if (best.words().isEmpty() || best.said() <= 0) {
            return abstain(Abstention.NO_WORDS_SPEAK, "no word speaks for %s, only how frequent it is", best.label());
        }
        if (best.cases() < FEWEST_OF_LABEL) {
            return abstain(
                    Abstention.TOO_FEW_CASES,
                    "%d confirmed incidents are %s, at least %d are needed",
                    best.cases(),
                    best.label(),
                    FEWEST_OF_LABEL);
        }
        if (best.share() < leastShare) {
            return abstain(
                    Abstention.SHARE_TOO_LOW,
                    "%s has a share of %.2f, at least %.2f is needed",
                    best.label(),
                    best.share(),
                    leastShare);
        }
        if (candidates.size() < 2) {
            return abstain(Abstention.TOO_FEW_CASES, "all %d confirmed incidents are %s", best.cases(), best.label());
        }
        double margin = best.share() - candidates.get(1).share();
        if (margin < leastMargin) {
            return abstain(
                    Abstention.MARGIN_TOO_SMALL,
                    "%s is ahead of %s by %.2f, at least %.2f is needed",
                    best.label(),
                    candidates.get(1).label(),
                    margin,
                    leastMargin);
        }
        double frequency = (double) best.cases() / cases;
        if (odds(best.share()) < LEAST_GAIN * odds(frequency)) {
            return abstain(
                    Abstention.NO_WORDS_SPEAK,
                    "the words say little: %s has a share of %.2f, and is as frequent as %.2f without them",
                    best.label(),
                    best.share(),
                    frequency);
        }
        return new Verdict.Suggested(candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size())));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    private static Verdict abstain(Abstention abstention, String why, Object... values) {
        return new Verdict.Abstained(abstention, String.format(Locale.ROOT, why, values));
    }
}
