package io.qipan.ecology.rule.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns a question into an act, or refuses it: codes that do not exist, values of another kind, places that contradict. */
final class QuestionCheck {
    private static final int MOST_NAMED = 50;

    private final Map<String, Activity> activities;
    private final Map<String, FactType> facts;
    private final Map<String, Water> waters;
    private final Map<String, Area> areas;

    QuestionCheck(Vocabulary words) {
        this.activities = words.activities().stream().collect(Collectors.toMap(Activity::code, Function.identity()));
        this.facts = words.facts().stream().collect(Collectors.toMap(FactType::code, Function.identity()));
        this.waters = words.waters().stream()
                .collect(Collectors.toMap(Water::code, Function.identity(), (a, b) -> a, TreeMap::new));
        this.areas = words.areas().stream()
                .collect(Collectors.toMap(Area::code, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    Decision<Act> act(Question question) {
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
                .then(water -> area(question, water)
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

    private Decision<Optional<Area>> area(Question question, Optional<Water> water) {
        if (question.area().isEmpty()) {
            return Decision.grant(Optional.empty());
        }
        String code = question.area().get();
        Area area = areas.get(code);
        if (area == null) {
            return Decision.refuse(
                    unusable("unknown_area", "There is no area '" + code + "'. Known are " + someAreas() + "."));
        }
        return outside(area, question, water)
                .map(Decision::<Optional<Area>>refuse)
                .orElseGet(() -> Decision.grant(Optional.of(area)));
    }

    /** Those that are told when a code does not exist: a rule set may have thousands. */
    private String someAreas() {
        List<String> known = areas.keySet().stream().limit(MOST_NAMED).toList();
        return String.join(", ", known) + (areas.size() > MOST_NAMED ? " and others; GetVocabulary tells all" : "");
    }

    /** Why point or water cannot be in the area, if they cannot. */
    private static Optional<Refusal> outside(Area area, Question question, Optional<Water> water) {
        Optional<AreaShape> shape = area.nearestShape();
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        boolean pointBeside = question.point().isPresent()
                && shape.get().has(question.point().get(), question.uncertaintyM()) == Truth.NO;
        boolean waterBeside = water.isPresent()
                && water.get()
                        .bounds()
                        .filter(bounds -> !bounds.intersects(shape.get().bounds()))
                        .isPresent();
        if (!pointBeside && !waterBeside) {
            return Optional.empty();
        }
        return Optional.of(unusable(
                pointBeside ? "point_outside_area" : "water_outside_area",
                (pointBeside ? "The point" : "The water") + " does not lie in " + area.code()
                        + ": they do not fit each other. Maybe one of them is wrong; give the one you are sure of."));
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
        String where = water.isDrawn()
                ? Math.round(water.distanceM(question.point().orElseThrow()) / 1000) + " km from the line of "
                : "outside of the area that has ";
        return "The point is " + where + water.code()
                + ": point and water do not fit each other. Maybe one of them is wrong; give the one you are sure of.";
    }

    private static Refusal unusable(String problem, String message) {
        return Refusal.of(Reason.PLACE_INVALID, message).with("problem", problem);
    }
}
