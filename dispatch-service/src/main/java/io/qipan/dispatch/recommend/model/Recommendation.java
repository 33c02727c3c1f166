package io.qipan.dispatch.recommend.model;

import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The units to send for each need, soonest first, and what is missing. Each unit meets one need. */
public record Recommendation(List<Choice> choices, List<Shortfall> shortfalls) {

    /**
     * @param distanceM along the great circle to the edge of the place
     * @param etaS at the usual speed of its kind
     */
    public record Choice(
            Candidate candidate, Need need, double distanceM, double etaS, Instant positionAt, boolean stale) {

        /** Why this one, in words. */
        public String reason() {
            String what = need.capability().isEmpty() ? "free" : "free and able to do " + need.capability();
            return String.format(
                    Locale.ROOT,
                    "%s, %.1f km away, about %.0f min%s",
                    what,
                    distanceM / 1000,
                    Math.ceil(etaS / 60),
                    stale ? ", position not fresh" : "");
        }
    }

    /** A need that is not met, and why. */
    public record Shortfall(Need need, int missing, Cause cause) {}

    /** See {@code qipan.dispatch.v1.Shortfall.Cause}. */
    public enum Cause {
        NO_SUCH_CAPABILITY,
        ALL_COMMITTED,
        ALL_OUT_OF_SERVICE,
        NO_POSITION,
        UNITS_UNKNOWN,
        TOO_FEW
    }

    /** Where units are wanted. */
    public record Target(Wgs84 middle, double radiusM) {}

    public Recommendation {
        choices = List.copyOf(choices);
        shortfalls = List.copyOf(shortfalls);
    }

    /** Chooses among the candidates. Needs are served in order; the scarcest should come first. */
    public static Recommendation choose(List<Candidate> candidates, List<Need> needs, Target target, Instant now) {
        List<Choice> choices = new ArrayList<>();
        List<Shortfall> shortfalls = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Need need : needs) {
            List<Choice> soonest = candidates.stream()
                    .filter(c -> c.can(need) && c.isFree() && !taken.contains(c.unit()))
                    .flatMap(c -> c.position().map(fix -> choice(c, fix, need, target, now)).stream())
                    .sorted(Comparator.comparingDouble(Choice::etaS)
                            .thenComparing(choice -> choice.candidate().unit()))
                    .limit(need.count())
                    .toList();
            soonest.forEach(choice -> taken.add(choice.candidate().unit()));
            choices.addAll(soonest);
            shortfall(candidates, need, soonest.size()).ifPresent(shortfalls::add);
        }
        return new Recommendation(choices, shortfalls);
    }

    private static Choice choice(Candidate candidate, Fix fix, Need need, Target target, Instant now) {
        double distance = Math.max(0, Distance.metres(fix.point(), target.middle()) - target.radiusM());
        double eta = candidate.speedMps() > 0 ? distance / candidate.speedMps() : Double.MAX_VALUE;
        boolean stale = fix.at().plusSeconds(candidate.staleAfterSeconds()).isBefore(now);
        return new Choice(candidate, need, distance, eta, fix.at(), stale);
    }

    private static Optional<Shortfall> shortfall(List<Candidate> candidates, Need need, int found) {
        return found >= need.count()
                ? Optional.empty()
                : Optional.of(new Shortfall(need, need.count() - found, cause(candidates, need)));
    }

    private static Cause cause(List<Candidate> candidates, Need need) {
        List<Candidate> able = candidates.stream().filter(c -> c.can(need)).toList();
        if (candidates.isEmpty()) {
            return Cause.UNITS_UNKNOWN;
        } else if (able.isEmpty()) {
            return Cause.NO_SUCH_CAPABILITY;
        } else if (able.stream().noneMatch(Candidate::inService)) {
            return Cause.ALL_OUT_OF_SERVICE;
        } else if (able.stream().noneMatch(Candidate::isFree)) {
            return Cause.ALL_COMMITTED;
        } else if (able.stream()
                .filter(Candidate::isFree)
                .allMatch(c -> c.position().isEmpty())) {
            return Cause.NO_POSITION;
        }
        return Cause.TOO_FEW;
    }
}
