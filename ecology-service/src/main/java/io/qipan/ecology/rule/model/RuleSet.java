package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All rules of one revision with the activities and waters they speak of. */
public final class RuleSet {
    private static final Comparator<AppliedRule> GRAVEST_FIRST = Comparator.comparing(
                    (AppliedRule applied) -> applied.rule().handling())
            .reversed()
            .thenComparing(applied -> applied.rule().id());

    private final String revision;
    private final Map<String, Activity> activities;
    private final Map<String, Water> waters;
    private final List<Rule> rules;

    public RuleSet(String revision, List<Activity> activities, List<Water> waters, List<Rule> rules) {
        this.revision = revision;
        this.activities = activities.stream().collect(Collectors.toMap(Activity::code, Function.identity()));
        this.waters = new TreeMap<>(waters.stream().collect(Collectors.toMap(Water::code, Function.identity())));
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    }

    public String revision() {
        return revision;
    }

    /** By id. */
    public List<Rule> rules() {
        return rules;
    }

    /** What applies to the act; refuses an activity that does not exist and a place that cannot be. */
    public Decision<Evaluation> evaluate(Question question) {
        return act(question).then(act -> Decision.grant(evaluate(act)));
    }

    private Evaluation evaluate(Act act) {
        List<AppliedRule> applied = rules.stream()
                .flatMap(rule -> rule.appliesTo(act).stream())
                .sorted(GRAVEST_FIRST)
                .toList();
        return new Evaluation(applied, revision);
    }

    private Decision<Act> act(Question question) {
        Activity activity = activities.get(question.activity());
        if (activity == null) {
            return Decision.refuse(Refusal.notFound("activities/" + question.activity()));
        }
        return water(question)
                .then(water -> Decision.grant(
                        new Act(question.at(), activity, question.point(), question.uncertaintyM(), water)));
    }

    private Decision<Optional<Water>> water(Question question) {
        if (question.water().isEmpty()) {
            return Decision.grant(Optional.empty());
        }
        String code = question.water().get();
        Water water = waters.get(code);
        if (water == null) {
            return Decision.refuse(unusable(
                    "unknown_water",
                    "There is no water '" + code + "'. Known are " + String.join(", ", waters.keySet()) + "."));
        }
        if (question.point().isPresent() && isBeside(water, question.point().get(), question.uncertaintyM())) {
            return Decision.refuse(
                    unusable(
                            "point_outside_water",
                            "The point is "
                                    + Math.round(water.corridor()
                                                    .distanceM(question.point().get())
                                            / 1000)
                                    + " km from the line of " + code
                                    + ": point and water do not fit each other. Maybe one of them is wrong; give the one you are sure of."));
        }
        return Decision.grant(Optional.of(water));
    }

    private static boolean isBeside(Water water, Wgs84 point, double uncertaintyM) {
        return water.fit(point, uncertaintyM) instanceof Fit.Outside;
    }

    private static Refusal unusable(String problem, String message) {
        return Refusal.of(Reason.PLACE_INVALID, message).with("problem", problem);
    }
}
