package io.qipan.dispatch.recommend.model;

import io.qipan.dispatch.recommend.model.Candidate.Duty;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The units to send for each need, soonest first, each unit once, and what is missing. */
public record Recommendation(List<Choice> choices, List<Shortfall> shortfalls) {

    /** A day. Also of a unit of which nobody knows how fast it is; that one sorts last. */
    private static final double LONGEST_S = 86_400;

    /**
     * @param distanceM along the great circle to the edge of the place
     * @param speedMps metres per second that it is counted with; 0 if that is not known
     * @param etaS by that; {@link #LONGEST_S} if it is not known
     */
    public record Choice(
            Candidate candidate,
            Need need,
            double distanceM,
            double speedMps,
            double etaS,
            Instant positionAt,
            boolean stale) {

        /** Why this one, in words. */
        public String reason() {
            String what = need.capability().isEmpty() ? "free" : "free and able to do " + need.capability();
            String when = speedMps > 0
                    ? String.format(Locale.ROOT, "about %.0f min", Math.ceil(etaS / 60))
                    : "speed not known";
            String crew = candidate.duty() == Duty.ON_DUTY ? ", crew on duty" : "";
            String freshness = stale ? ", position not fresh" : "";
            return String.format(
                    Locale.ROOT, "%s, %.1f km away, %s%s%s", what, distanceM / 1000, when, crew, freshness);
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
        TOO_FEW,
        OUT_OF_SEASON,
        TOO_FAR,
        NO_CREW
    }

    /** Where units are wanted. */
    public record Target(Wgs84 middle, double radiusM) {}

    public Recommendation {
        choices = List.copyOf(choices);
        shortfalls = List.copyOf(shortfalls);
    }

    /**
     * Chooses among the candidates. The need that the fewest can meet is served first, if it can run short. Each need takes units of its own as long
     * as there are free ones; beyond that, a unit that was taken for one need counts for every other that it can meet.
     *
     * @param media who may go there
     * @param fresh whether patrol-service has just told of the candidates; if not, every position is stale
     */
    public static Recommendation choose(
            List<Candidate> candidates, boolean fresh, List<Need> needs, Target target, Media media, Instant now) {
        return choose(candidates, fresh, needs, target, media, now, need -> Supply.of(candidates, need, media));
    }

    /** @param supply of all units there are, if the candidates are only the soonest of them */
    static Recommendation choose(
            List<Candidate> candidates,
            boolean fresh,
            List<Need> needs,
            Target target,
            Media media,
            Instant now,
            Function<Need, Supply> supply) {
        List<Need> wanted = Need.added(needs);
        Map<Need, List<Choice>> chosen = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Need need : scarcestFirst(wanted, candidates, media)) {
            List<Choice> soonest = candidates.stream()
                    .filter(c -> c.can(need) && c.isFree() && media.let(c.capabilities()) && !taken.contains(c.unit()))
                    .flatMap(c ->
                            c
                                    .position()
                                    .map(fix -> choice(c, fix, need, target, media, fresh ? now : Instant.MAX))
                                    .stream())
                    .sorted(Comparator.comparing((Choice choice) -> choice.speedMps() <= 0)
                            .thenComparingDouble(Choice::etaS)
                            .thenComparing(choice -> choice.candidate().unit()))
                    .limit(need.count())
                    .toList();
            soonest.forEach(choice -> taken.add(choice.candidate().unit()));
            chosen.put(need, soonest);
        }
        List<Choice> choices = wanted.stream()
                .flatMap(need -> chosen.getOrDefault(need, List.of()).stream())
                .toList();
        return new Recommendation(choices, shortfalls(wanted, choices, candidates.isEmpty() && !fresh, supply));
    }

    /** How many units the needs ask for together. */
    public static int wanted(List<Need> needs) {
        return needs.stream().mapToInt(Need::count).sum();
    }

    /** A need that as many can meet as all needs ask for together is as good as any other: nobody can take its last unit. */
    private static List<Need> scarcestFirst(List<Need> needs, List<Candidate> candidates, Media media) {
        int wanted = wanted(needs);
        return needs.stream()
                .sorted(Comparator.comparingLong(need -> candidates.stream()
                        .filter(c -> c.can(need)
                                && c.isFree()
                                && media.let(c.capabilities())
                                && c.position().isPresent())
                        .limit(wanted)
                        .count()))
                .toList();
    }

    private static List<Shortfall> shortfalls(
            List<Need> needs, List<Choice> choices, boolean nobodyKnown, Function<Need, Supply> supply) {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Need need : needs) {
            long able = choices.stream()
                    .filter(choice -> choice.candidate().can(need))
                    .count();
            if (able < need.count()) {
                Cause cause =
                        nobodyKnown ? Cause.UNITS_UNKNOWN : supply.apply(need).shortage();
                shortfalls.add(new Shortfall(need, (int) (need.count() - able), cause));
            }
        }
        return shortfalls;
    }

    private static Choice choice(Candidate candidate, Fix fix, Need need, Target target, Media media, Instant now) {
        double distance = Math.max(0, Distance.metres(fix.point(), target.middle()) - target.radiusM());
        double speed = media.speedMps(candidate);
        double eta = speed > 0 ? Math.min(LONGEST_S, distance / speed) : LONGEST_S;
        boolean stale = fix.at().plusSeconds(candidate.staleAfterSeconds()).isBefore(now);
        return new Choice(candidate, need, distance, speed, eta, fix.at(), stale);
    }
}
