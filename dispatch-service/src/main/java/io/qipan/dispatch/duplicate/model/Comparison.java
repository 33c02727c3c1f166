package io.qipan.dispatch.duplicate.model;

import io.qipan.dispatch.duplicate.model.Evidence.Kind;
import io.qipan.dispatch.duplicate.model.Sighting.Spot;
import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a report with an incident. Each reason weighs how much more usual what is seen is between two reports of one incident
 * than between two of different ones, in tenths of powers of ten, so that reasons add up. What is not known weighs nothing.
 */
public final class Comparison {

    /** Radius of the circle that holds 95 % of a normal distribution in two dimensions, in standard deviations. */
    private static final double SIGMAS_OF_95_PERCENT = Math.sqrt(-2 * Math.log(0.05));

    /** Tenths of powers of ten in a power of e. */
    private static final double PER_E = 10 / Math.log(10);

    /** Where two different incidents may be: the built-up part of a city, 10 km by 10 km. */
    private static final double ELSEWHERE_M2 = 1e8;

    /** Many incidents share one house, and a place can be told wrong by any distance. */
    private static final double MOST_OF_PLACE = 20;

    private static final double LEAST_OF_PLACE = -30;
    private static final double LEAST_OF_TIME = -15;
    private static final double SAME_TYPE = 6;
    private static final double KIN = 2;
    private static final double OTHER_TYPE = -8;

    /** People call again about the same more often than about something else. */
    private static final double SAME_NUMBER = 12;

    private static final double NO_SHARED_WORDS = -2;
    private static final double ALL_WORDS_SHARED = 12;

    private final DuplicateRules rules;

    public Comparison(DuplicateRules rules) {
        this.rules = rules;
    }

    /**
     * @param ruleType the type of the incident, whose rule is taken
     * @param sameNumber the reporter has told of the incident before
     */
    public List<Evidence> compare(Sighting report, Sighting incident, String ruleType, boolean sameNumber) {
        DuplicateRule rule = rules.of(ruleType);
        List<Evidence> evidence = new ArrayList<>();
        place(report.spot(), incident.spot(), rule).ifPresent(evidence::add);
        evidence.add(time(report, incident, rule));
        report.type().map(type -> type(type, ruleType)).ifPresent(evidence::add);
        if (sameNumber) {
            evidence.add(new Evidence(Kind.NUMBER, SAME_NUMBER, "The same number has told of it before"));
        }
        words(report, incident).ifPresent(evidence::add);
        return evidence;
    }

    /** Whether the report is close enough in time for the incident to be compared at all. */
    public boolean isWithinLookBack(Sighting report, Sighting incident, String ruleType) {
        return apart(report, incident).compareTo(rules.of(ruleType).lookBack()) <= 0;
    }

    private static Optional<Evidence> place(Optional<Spot> report, Optional<Spot> incident, DuplicateRule rule) {
        if (report.isEmpty() || incident.isEmpty()) {
            return Optional.empty();
        }
        double metres = Distance.metres(report.get().middle(), incident.get().middle());
        double reach = Math.hypot(
                rule.spreadM(),
                Math.hypot(report.get().radiusM(), incident.get().radiusM()));
        double variance = Math.pow(reach / SIGMAS_OF_95_PERCENT, 2);
        double points = PER_E * (Math.log(ELSEWHERE_M2 / (2 * Math.PI * variance)) - metres * metres / (2 * variance));
        return Optional.of(new Evidence(
                Kind.PLACE,
                Math.clamp(points, LEAST_OF_PLACE, MOST_OF_PLACE),
                String.format(Locale.ROOT, "%.0f m apart, where one incident is told within %.0f m", metres, reach)));
    }

    private static Evidence time(Sighting report, Sighting incident, DuplicateRule rule) {
        Duration apart = apart(report, incident);
        double pace = rule.pace().toMillis();
        double points = PER_E * (Math.log(rule.lookBack().toMillis() / pace) - apart.toMillis() / pace);
        return new Evidence(
                Kind.TIME,
                Math.max(points, LEAST_OF_TIME),
                apart.toMinutes() + " min apart, where most tell of one within "
                        + rule.pace().toMinutes() + " min");
    }

    private static Duration apart(Sighting report, Sighting incident) {
        return Duration.between(incident.at(), report.at()).abs();
    }

    private Evidence type(String reported, String type) {
        if (reported.equals(type)) {
            return new Evidence(Kind.CLASS, SAME_TYPE, "Both are " + type);
        }
        return rules.of(reported).isKin(rules.of(type))
                ? new Evidence(Kind.CLASS, KIN, reported + " and " + type + " are taken for one another")
                : new Evidence(Kind.CLASS, OTHER_TYPE, reported + " is not " + type);
    }

    private static Optional<Evidence> words(Sighting report, Sighting incident) {
        Words one = Words.of(report.words());
        Words other = Words.of(incident.words());
        if (one.terms().isEmpty() || other.terms().isEmpty()) {
            return Optional.empty();
        }
        List<String> shared = one.shared(other).stream().sorted().limit(5).toList();
        double points = NO_SHARED_WORDS + one.likeness(other) * (ALL_WORDS_SHARED - NO_SHARED_WORDS);
        return Optional.of(new Evidence(
                Kind.WORDS, points, shared.isEmpty() ? "No words in common" : "Both say " + String.join(", ", shared)));
    }
}
