package io.qipan.ecology.rule.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All rules of one revision with the words they speak in. */
public final class RuleSet {
    private final String revision;
    private final Vocabulary words;
    private final Map<String, Activity> activities;
    private final Map<String, FactType> facts;
    private final Map<String, Water> waters;
    private final Map<String, Area> areas;
    private final List<Rule> rules;
    private final Map<String, RuleDescription> described;
    private final RuleIndex index;
    private final Succession succession;

    public RuleSet(String revision, Vocabulary words, List<Rule> rules) {
        this.revision = revision;
        this.words = words;
        this.activities = words.activities().stream().collect(Collectors.toMap(Activity::code, Function.identity()));
        this.facts = words.facts().stream().collect(Collectors.toMap(FactType::code, Function.identity()));
        this.waters = words.waters().stream()
                .collect(Collectors.toMap(Water::code, Function.identity(), (a, b) -> a, TreeMap::new));
        this.areas = words.areas().stream()
                .collect(Collectors.toMap(Area::code, Function.identity(), (a, b) -> a, TreeMap::new));
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
        this.described = rules.stream().collect(Collectors.toMap(Rule::id, Rule::describe));
        this.index = new RuleIndex(words.activities(), this.rules);
        this.succession = new Succession(this.rules);
    }

    public String revision() {
        return revision;
    }

    public Vocabulary words() {
        return words;
    }

    /** By id. */
    public List<Rule> rules() {
        return rules;
    }

    /** By id, in words. */
    public List<RuleDescription> descriptions() {
        return rules.stream()
                .map(rule -> Objects.requireNonNull(described.get(rule.id())))
                .toList();
    }

    /** What applies to the act; refuses codes that do not exist and a place that cannot be. */
    public Decision<Evaluation> evaluate(Question question) {
        return act(question)
                .then(act ->
                        Decision.grant(new Judgement(act, described, succession).of(index.candidates(act), revision)));
    }

    private Decision<Act> act(Question question) {
        Activity activity = activities.get(question.activity());
        if (activity == null) {
            return Decision.refuse(Refusal.notFound("activities/" + question.activity()));
        }
        Optional<Refusal> unusable = unusableFacts(question.facts());
        if (unusable.isPresent()) {
            return Decision.refuse(unusable.get());
        }
        LocalDate decidedOn = question.decidedAt()
                .filter(decided -> decided.isAfter(question.at()))
                .orElse(question.at())
                .atZone(Act.ZONE)
                .toLocalDate();
        return water(question)
                .then(water -> area(question)
                        .then(area -> Decision.grant(new Act(
                                question.at(),
                                activity,
                                question.point(),
                                question.uncertaintyM(),
                                water,
                                area,
                                question.facts(),
                                decidedOn))));
    }

    private Optional<Refusal> unusableFacts(Facts given) {
        List<Violation> violations = new ArrayList<>();
        new TreeMap<>(given.known()).forEach((code, value) -> {
            FactType type = facts.get(code);
            if (type == null) {
                violations.add(
                        new Violation("facts", "there is no fact '" + code + "'; GetVocabulary tells which there are"));
            } else if (!type.takes(value)) {
                violations.add(new Violation("facts", wrongValue(type)));
            }
        });
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                                Reason.INVALID_FIELD,
                                violations.stream().map(Violation::description).collect(Collectors.joining("; ")))
                        .withViolations(violations));
    }

    private static String wrongValue(FactType type) {
        return switch (type.kind()) {
            case NUMBER -> "'" + type.code() + "' is a number, in " + type.unit();
            case FLAG -> "'" + type.code() + "' is a flag, true or false";
            case CHOICE ->
                "'" + type.code() + "' is one of "
                        + type.options().stream().map(FactType.Option::code).collect(Collectors.joining(", "));
        };
    }

    private Decision<Optional<Area>> area(Question question) {
        if (question.area().isEmpty()) {
            return Decision.grant(Optional.empty());
        }
        String code = question.area().get();
        Area area = areas.get(code);
        return area == null
                ? Decision.refuse(unusable(
                        "unknown_area",
                        "There is no area '" + code + "'. Known are " + String.join(", ", areas.keySet()) + "."))
                : Decision.grant(Optional.of(area));
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
        if (question.point().isPresent() && isBeside(water, question)) {
            return Decision.refuse(unusable("point_outside_water", beside(water, question)));
        }
        return Decision.grant(Optional.of(water));
    }

    private static boolean isBeside(Water water, Question question) {
        return water.fit(question.point().orElseThrow(), question.uncertaintyM()) instanceof Fit.Outside;
    }

    private static String beside(Water water, Question question) {
        return "The point is "
                + Math.round(water.corridor().distanceM(question.point().orElseThrow()) / 1000)
                + " km from the line of " + water.code()
                + ": point and water do not fit each other. Maybe one of them is wrong; give the one you are sure of.";
    }

    private static Refusal unusable(String problem, String message) {
        return Refusal.of(Reason.PLACE_INVALID, message).with("problem", problem);
    }
}
