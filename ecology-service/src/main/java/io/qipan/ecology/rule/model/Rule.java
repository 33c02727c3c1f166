package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A prohibition of the law.
 *
 * @param when on which facts it hangs, beside activity, place and time
 * @param citations at least one
 * @param penalties all that it threatens; those whose condition fails are left out of an answer
 * @param doubt what is not certain about it, in words; none if nothing is
 * @param replaces the rule whose place it took
 */
public record Rule(
        String id,
        Text title,
        ActivityScope scope,
        List<Exemption> exemptions,
        Condition when,
        Place place,
        Season season,
        InForce inForce,
        List<Citation> citations,
        Handling handling,
        List<Penalty> penalties,
        Sourcing sourcing,
        Text doubt,
        Optional<String> replaces) {

    public Rule {
        exemptions = List.copyOf(exemptions);
        citations = List.copyOf(citations);
        penalties = List.copyOf(penalties);
    }

    /** An exception of which is not known whether it is the case, and the facts on which that hangs. */
    record Open(Exemption exemption, List<FactType> missing) {}

    /**
     * How far the facts carry it.
     *
     * @param truth whether it applies; place that is uncertain does not make it unknown, a person sees to that
     * @param offence facts that are not known and without which it does not apply
     * @param open exceptions that are not known
     */
    record Reach(Truth truth, Concern concern, Fit place, List<FactType> offence, List<Open> open) {
        static final Reach NONE =
                new Reach(Truth.NO, new Concern(new Text("", ""), List.of()), new Outside(), List.of(), List.of());

        /** Facts that would change whether it applies. */
        List<FactType> missing() {
            if (open.isEmpty()) {
                return offence;
            }
            Set<FactType> missing = new LinkedHashSet<>(offence);
            open.forEach(exception -> missing.addAll(exception.missing()));
            return List.copyOf(missing);
        }
    }

    boolean isLawAt(Act act) {
        return inForce.includes(act.local().toLocalDate());
    }

    /** As if it were in force. */
    Reach reach(Act act) {
        return scope.concern(act.activity())
                .map(concern -> reach(act, concern, somewhere -> somewhere.fit(act)))
                .orElse(Reach.NONE);
    }

    /** As if it were in force; where it is known how it is about the activity. */
    Reach reach(Act act, Concern concern, Function<Place, Fit> fits) {
        return season.includes(act.local()) ? reachInSeason(act, concern, fits) : Reach.NONE;
    }

    /**
     * As the law of a later day. A season that is told for some days only says nothing of earlier ones, so that an act is not
     * allowed afterwards because the next order names other days.
     */
    Reach reachOfLater(Act act) {
        return season instanceof Season.Told
                ? scope.concern(act.activity())
                        .map(concern -> reachInSeason(act, concern, somewhere -> somewhere.fit(act)))
                        .orElse(Reach.NONE)
                : reach(act);
    }

    private Reach reachInSeason(Act act, Concern concern, Function<Place, Fit> fits) {
        Finding offence = when.judge(act.facts());
        if (offence.is(Truth.NO)) {
            return Reach.NONE;
        }
        List<Open> open = new ArrayList<>();
        for (Exemption exemption : exemptions) {
            Finding exempt = exemption.covers(act.activity(), act.facts());
            if (exempt.is(Truth.YES)) {
                return Reach.NONE;
            }
            if (exempt.is(Truth.UNKNOWN)) {
                open.add(new Open(exemption, exempt.missing()));
            }
        }
        Fit fit = fits.apply(place);
        if (fit instanceof Outside) {
            return Reach.NONE;
        }
        Truth truth = concern.hangsOnKind() ? Truth.UNKNOWN : offence.truth();
        return new Reach(truth, concern, fit, offence.missing(), List.copyOf(open));
    }

    /** What it threatens by these facts. */
    List<AppliedPenalty> threatens(Facts facts) {
        return penalties.stream()
                .filter(penalty -> !penalty.when().judge(facts).is(Truth.NO))
                .map(penalty -> new AppliedPenalty(
                        penalty.text(),
                        penalty.when().text(),
                        penalty.yuan(facts),
                        penalty.when().judge(facts).is(Truth.UNKNOWN) || penalty.amountUnknown(facts)))
                .toList();
    }

    /** The same rule, law until an earlier day only. */
    public Rule until(LocalDate day) {
        return new Rule(
                id,
                title,
                scope,
                exemptions,
                when,
                place,
                season,
                new InForce(inForce.from(), Optional.of(day)),
                citations,
                handling,
                penalties,
                sourcing,
                doubt,
                replaces);
    }

    /** The rule in words. */
    public RuleDescription describe() {
        return new RuleDescription(
                id,
                title,
                scope.forbidden().stream().map(Activity::code).toList(),
                scope.exempt().stream().map(Activity::code).toList(),
                place.text(),
                season.text(),
                inForce,
                when.text(),
                exemptions.stream().map(Exemption::text).toList(),
                citations,
                citations.stream().map(Citation::text).collect(Collectors.joining("; ")),
                handling,
                penalties.stream()
                        .map(p -> new AppliedPenalty(p.text(), p.when().text(), p.yuan(Facts.NONE), false))
                        .toList(),
                sourcing,
                doubt,
                replaces.orElse(""));
    }

    /** Where the law is written that carries it on the day. */
    String citedOn(LocalDate day) {
        return citations.stream()
                .filter(citation -> citation.holdsOn(day))
                .map(Citation::text)
                .collect(Collectors.joining("; "));
    }

    static boolean isUncertain(Fit fit) {
        return fit instanceof Uncertain;
    }

    static Text because(Fit fit) {
        return switch (fit) {
            case Inside(Text because) -> because;
            case Uncertain(Text because) -> because;
            case Outside _ -> new Text("", "");
        };
    }
}
