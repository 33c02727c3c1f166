package io.qipan.dispatch.rectification.model;

import io.qipan.dispatch.pattern.model.Binomial;
import java.time.Instant;

/**
 * Before and after, with what chance alone would do.
 *
 * @param hotspotBefore the days before hold some of the hotspot's
 * @param by subject of a token
 * @param rationale what is made of it
 */
public record EffectAssessment(
        Windows windows,
        Counts here,
        Counts elsewhere,
        boolean hotspotBefore,
        Instant at,
        String by,
        String rationale) {
    private static final double CONFIDENCE = 0.95;
    /**
     * Of six that all lie on one side the two-sided p-value is 1/32, of five it is 1/16: above 0.05 whatever
     * happened.
     */
    private static final int FEWEST = 6;

    /** In as many days before and after. */
    public record Counts(int before, int after) {}

    /** See {@code qipan.dispatch.v1.EffectAssessment}. */
    public enum Verdict {
        TOO_FEW,
        NOT_SHOWN,
        FELL,
        ROSE
    }

    /**
     * After by before.
     *
     * @param ratio 0 if there were none before
     * @param upper 0 if there is none, because there were none before
     */
    public record Rate(double ratio, double lower, double upper) {}

    /**
     * Of all in both the later ones are binomial, and of one half if the rates are the same (Przyborowski and
     * Wilenski 1940, Biometrika 31, 313).
     */
    private Binomial later() {
        return new Binomial(here.after(), here.before() + here.after());
    }

    public Rate rate() {
        Binomial.Interval share = later().interval(CONFIDENCE);
        return here.before() == 0
                ? new Rate(0, odds(share.lower()), 0)
                : new Rate((double) here.after() / here.before(), odds(share.lower()), odds(share.upper()));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    public double pValue() {
        return later().pValueOfOneHalf();
    }

    public Verdict verdict() {
        if (later().of() < FEWEST) {
            return Verdict.TOO_FEW;
        }
        Binomial.Interval share = later().interval(CONFIDENCE);
        if (share.upper() < 0.5) {
            return Verdict.FELL;
        }
        return share.lower() > 0.5 ? Verdict.ROSE : Verdict.NOT_SHOWN;
    }
}
