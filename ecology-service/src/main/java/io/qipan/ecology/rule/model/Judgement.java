package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Rule.Reach;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges one act by the rules that may touch it. */
final class Judgement {
    /** Of applied rules and of possible ones; a wide area that is named may have thousands. */
    static final int MOST = 200;

    private static final Comparator<AppliedRule> GRAVEST_FIRST = Comparator.comparing(
                    (AppliedRule applied) -> applied.rule().handling())
            .reversed()
            .thenComparing(AppliedRule::placeUncertain)
            .thenComparing(applied -> applied.rule().id());

    private final Act act;
    private final Moment moment;
    private final Succession succession;
    /** Many rules share a place. */
    private final Map<Place, Fit> fits = new IdentityHashMap<>();

    private final List<AppliedRule> applied = new ArrayList<>();
    private final List<AppliedRule> possible = new ArrayList<>();
    private final Unknowns unknowns = new Unknowns();

    Judgement(Act act, Succession succession) {
        this.act = act;
        this.moment = Moment.of(act);
        this.succession = succession;
    }

    Evaluation of(List<RuleIndex.Candidate> rules, CoveredLaw covered, String revision) {
        for (RuleIndex.Candidate candidate : rules) {
            if (candidate.worded().rule().isLawAt(act)) {
                judge(candidate);
            }
        }
        applied.sort(GRAVEST_FIRST);
        possible.sort(GRAVEST_FIRST);
        List<AppliedRule> told = first(applied);
        List<AppliedRule> others = first(possible);
        return new Evaluation(
                told,
                others,
                unknowns.of(told, others),
                act.facts(),
                List.of(),
                covered.gaps(act, this::fit),
                applied.size() + possible.size() - told.size() - others.size(),
                Optional.empty(),
                Guidance.on(told, others, act.decidedOn()),
                revision);
    }

    private static List<AppliedRule> first(List<AppliedRule> rules) {
        return rules.size() <= MOST ? rules : rules.subList(0, MOST);
    }

    private Fit fit(Place place) {
        return fits.computeIfAbsent(place, somewhere -> somewhere.fit(act));
    }

    private void judge(RuleIndex.Candidate candidate) {
        Rule rule = candidate.worded().rule();
        Reach reach = rule.reach(act, candidate.concern(), this::fit);
        if (reach.truth() == Truth.NO) {
            return;
        }
        AppliedRule found = told(candidate.worded(), reach);
        if (reach.truth() == Truth.UNKNOWN) {
            possible.add(found);
            return;
        }
        Optional<LaterLaw> later = succession.of(rule, act);
        applied.add(later.map(found::followedBy).orElse(found));
        later.filter(law -> law.verdict() == LaterLaw.Verdict.LIGHTER)
                .map(law -> succession.rule(law.ruleId()))
                .ifPresent(lighter -> applied.add(
                        told(lighter, lighter.rule().reachOfLater(act)).standingFor(rule.id())));
    }

    private AppliedRule told(WordedRule worded, Reach reach) {
        List<Text> because = worded.because(reach, moment);
        return new AppliedRule(
                worded.description(),
                because.stream().map(Text::en).toList(),
                because.stream().map(Text::zh).toList(),
                Rule.isUncertain(reach.place()),
                threatened(worded, reach),
                reach.missing().stream().map(FactType::code).toList(),
                reach.concern().onlyKinds().stream().map(Activity::code).toList(),
                Optional.empty(),
                Optional.empty());
    }

    private List<AppliedPenalty> threatened(WordedRule worded, Reach reach) {
        String id = worded.rule().id();
        reach.offence().forEach(type -> unknowns.note(type, id, worded.applies(type)));
        reach.open()
                .forEach(open ->
                        open.missing().forEach(type -> unknowns.note(type, id, worded.lifted(open.exemption()))));
        List<AppliedPenalty> threatened = new ArrayList<>();
        for (WordedPenalty penalty : worded.penalties()) {
            Finding finding = penalty.penalty().when().judge(act.facts());
            finding.missing().forEach(type -> unknowns.note(type, id, penalty.change()));
            penalty.threatened(act.facts(), finding).ifPresent(threat -> {
                threatened.add(threat);
                penalty.penalty()
                        .amountMissing(act.facts())
                        .ifPresent(type -> unknowns.note(type, id, penalty.change()));
            });
        }
        return threatened;
    }
}
