package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Classification.Urgency;
import io.qipan.dispatch.classification.model.GuidedQuestion.Option;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Goes through the questions of a catalogue by the answers so far. */
public final class Interview {
    private final CategoryCatalogue catalogue;
    private final CategoryTree tree;
    private final Function<String, Optional<Priority>> defaults;

    /** @param defaults the default priority of a type, by its code */
    public Interview(CategoryCatalogue catalogue, Function<String, Optional<Priority>> defaults) {
        this.catalogue = catalogue;
        this.tree = catalogue.tree();
        this.defaults = defaults;
    }

    /** Refuses INVALID_FIELD, with every answer that cannot be taken. */
    public Decision<Classification> classify(Category from, List<GuidedAnswer> answers) {
        Map<String, String> given = new HashMap<>();
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            GuidedAnswer answer = answers.get(i);
            problem(answer, given.put(answer.question(), answer.answer()) != null)
                    .map(what -> new Violation("answers", what))
                    .ifPresent(faults::add);
        }
        if (faults.isEmpty()) {
            Category reached = narrow(from, given, faults);
            List<Category> path = tree.path(reached);
            Set<String> asked = path.stream()
                    .flatMap(category -> category.questions().stream())
                    .map(GuidedQuestion::id)
                    .collect(Collectors.toSet());
            given.keySet().stream()
                    .filter(question -> !asked.contains(question))
                    .sorted()
                    .forEach(question -> faults.add(new Violation(
                            "answers", question + " is not asked about " + reached.code() + ": leave it out")));
            if (faults.isEmpty()) {
                return Decision.grant(new Classification(
                        reached,
                        path,
                        because(reached, path, Set.copyOf(answers)),
                        next(path, given.keySet()),
                        commonCodes(path)));
            }
        }
        return Decision.refuse(Refusal.of(
                        Reason.INVALID_FIELD,
                        "The answers cannot be taken: "
                                + faults.stream().map(Violation::description).collect(Collectors.joining("; ")) + ".")
                .withViolations(faults));
    }

    private Optional<String> problem(GuidedAnswer answer, boolean twice) {
        if (twice) {
            return Optional.of(answer.question() + " is answered twice");
        }
        boolean exists = question(answer.question())
                .flatMap(question -> question.option(answer.answer()))
                .isPresent();
        return exists ? Optional.empty() : Optional.of("there is no answer " + answer);
    }

    private Optional<GuidedQuestion> question(String id) {
        return tree.asking(id).stream()
                .flatMap(category -> category.questions().stream())
                .filter(question -> question.id().equals(id))
                .findFirst();
    }

    /** Down as far as the answers lead; each step goes deeper, so it ends. */
    private Category narrow(Category from, Map<String, String> given, List<Violation> faults) {
        Category reached = from;
        Set<String> taken = new HashSet<>();
        Optional<Option> step = untaken(reached, given, taken);
        while (step.isPresent()) {
            Category target = step.flatMap(Option::category).flatMap(tree::find).orElse(reached);
            if (tree.holds(reached, target)) {
                reached = target;
            } else if (!tree.holds(target, reached)) {
                faults.add(new Violation(
                        "answers",
                        "'" + step.get().textEn() + "' leads to " + target.code() + ", which is not " + reached.code()
                                + ": begin there, or leave it out"));
            }
            step = untaken(reached, given, taken);
        }
        return reached;
    }

    private Optional<Option> untaken(Category reached, Map<String, String> given, Set<String> taken) {
        for (Category category : tree.path(reached)) {
            for (GuidedQuestion question : category.questions()) {
                String answer = given.get(question.id());
                if (answer != null && taken.add(question.id())) {
                    return question.option(answer);
                }
            }
        }
        return Optional.empty();
    }

    /** A question that narrows is no question any more below the category that asks it. */
    private static Optional<GuidedQuestion> next(List<Category> path, Set<String> answered) {
        Category reached = path.getLast();
        for (Category category : path) {
            boolean last = category.code().equals(reached.code());
            for (GuidedQuestion question : category.questions()) {
                if (!answered.contains(question.id()) && (last || !question.narrows())) {
                    return Optional.of(question);
                }
            }
        }
        return Optional.empty();
    }

    private List<Urgency> because(Category reached, List<Category> path, Set<GuidedAnswer> answers) {
        List<Urgency> because = new ArrayList<>();
        Set<String> codes = path.stream().map(Category::code).collect(Collectors.toSet());
        for (PriorityRule rule : catalogue.rules()) {
            if (rule.holds(codes, answers)) {
                because.add(new Urgency("rule/" + rule.id(), rule.priority(), rule.reasonZh(), rule.reasonEn()));
            }
        }
        for (Category category : path) {
            category.priority()
                    .ifPresent(priority -> because.add(new Urgency(
                            "category/" + category.code(), priority, category.nameZh(), category.nameEn())));
        }
        if (reached.priority().isEmpty()) {
            reached.type()
                    .ifPresent(type -> defaults.apply(type)
                            .ifPresent(priority -> because.add(
                                    new Urgency("type/" + type, priority, reached.nameZh(), reached.nameEn()))));
        }
        because.sort(Comparator.comparing(Urgency::priority));
        return because;
    }

    private static List<CommonCode> commonCodes(List<Category> path) {
        Map<String, CommonCode> nearest = new HashMap<>();
        path.forEach(category -> category.commonCodes().forEach(code -> nearest.put(code.scheme(), code)));
        return nearest.values().stream()
                .sorted(Comparator.comparing(CommonCode::scheme))
                .toList();
    }
}
