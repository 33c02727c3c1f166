package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A prohibition of the law.
 *
 * @param when on which facts it hangs, beside activity, place and time
 * @param citations at least one
 * @param penalties all that it threatens; those whose condition fails are left out of an answer
 * @param doubt what is not certain about it, in words; empty if nothing is
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
        String doubt,
        Optional<String> replaces) {

    public Rule {
        exemptions = List.copyOf(exemptions);
        citations = List.copyOf(citations);
        penalties = List.copyOf(penalties);
    }

    /**
     * How far the facts carry it.
     *
     * @param truth whether it applies; place that is uncertain does not make it unknown, a person sees to that
     * @param missing facts that would change whether it applies
     */
    record Reach(Truth truth, Text activity, Fit place, List<FactType> missing) {
        static final Reach NONE = new Reach(Truth.NO, new Text("", ""), new Outside(), List.of());
    }

    boolean isLawAt(Act act) {
        return inForce.includes(act.local().toLocalDate());
    }

    /** As if it were in force. */
    Reach reach(Act act) {
        if (!season.includes(act.local())) {
            return Reach.NONE;
        }
        Optional<Text> activity = scope.covers(act.activity());
        if (activity.isEmpty()) {
            return Reach.NONE;
        }
        Finding offence = when.judge(act.facts());
        List<Finding> exempt = exemptions.stream()
                .map(exemption -> exemption.covers(act.activity(), act.facts()))
                .toList();
        if (offence.is(Truth.NO) || exempt.stream().anyMatch(finding -> finding.is(Truth.YES))) {
            return Reach.NONE;
        }
        Fit fit = place.fit(act);
        if (fit instanceof Outside) {
            return Reach.NONE;
        }
        Set<FactType> missing = new LinkedHashSet<>(offence.missing());
        exempt.forEach(finding -> missing.addAll(finding.missing()));
        return new Reach(offence.truth(), activity.get(), fit, List.copyOf(missing));
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
