package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.GuidedQuestion.Kind;
import io.qipan.dispatch.classification.model.GuidedQuestion.Option;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that is wrong with a catalogue, by the path of the field in the request. */
final class CatalogueFaults {
    private static final Set<String> YES_AND_NO = Set.of("yes", "no");

    private final List<Category> categories;
    private final List<PriorityRule> rules;
    private final Predicate<String> isType;
    private final CategoryTree tree;
    private final List<Violation> found = new ArrayList<>();

    CatalogueFaults(List<Category> categories, List<PriorityRule> rules, Predicate<String> isType) {
        this.categories = categories;
        this.rules = rules;
        this.isType = isType;
        this.tree = new CategoryTree(categories);
    }

    List<Violation> find() {
        Set<String> codes = new HashSet<>();
        Set<String> questions = new HashSet<>();
        Map<CommonCode, String> meanings = new HashMap<>();
        for (int i = 0; i < categories.size(); i++) {
            Category category = categories.get(i);
            String at = "categories[" + i + "]";
            faultIf(!codes.add(category.code()), at + ".code", category.code() + " is there twice");
            place(category, at);
            commonCodes(category, at, meanings);
            for (int k = 0; k < category.questions().size(); k++) {
                question(category, category.questions().get(k), at + ".questions[" + k + "]", questions);
            }
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            rule(rules.get(i), "priority_rules[" + i + "]", ids);
        }
        return found;
    }

    private void faultIf(boolean faulty, String field, String what) {
        if (faulty) {
            found.add(new Violation(field, what));
        }
    }

    private void place(Category category, String at) {
        Optional<String> lost =
                category.parent().filter(parent -> tree.find(parent).isEmpty());
        faultIf(lost.isPresent(), at + ".optional_parent", "there is no category " + lost.orElse(""));
        faultIf(
                tree.isCircular(category),
                at + ".optional_parent",
                "what is above " + category.code() + " goes round in a circle");
        if (!tree.isLeaf(category)) {
            faultIf(
                    category.type().isPresent(),
                    at + ".optional_type",
                    category.code() + " has categories below it: only leaves stand for a type");
            return;
        }
        faultIf(
                category.type().isEmpty(),
                at + ".optional_type",
                category.code() + " is a leaf and has to stand for a type");
        Optional<String> unknown = category.type().filter(isType.negate());
        faultIf(unknown.isPresent(), at + ".optional_type", "there is no type " + unknown.orElse(""));
    }

    private void commonCodes(Category category, String at, Map<CommonCode, String> meanings) {
        Set<String> schemes = new HashSet<>();
        for (CommonCode code : category.commonCodes()) {
            faultIf(
                    !schemes.add(code.scheme()),
                    at + ".common_codes",
                    category.code() + " has two codes of the scheme " + code.scheme());
            String meaning = meanings.putIfAbsent(code, category.code());
            faultIf(
                    meaning != null && !meaning.equals(category.code()),
                    at + ".common_codes",
                    code + " stands for " + meaning + " already and cannot stand for " + category.code());
        }
    }

    private void question(Category category, GuidedQuestion question, String at, Set<String> questions) {
        faultIf(!questions.add(question.id()), at + ".id", question.id() + " is there twice");
        Set<String> codes = question.options().stream().map(Option::code).collect(Collectors.toSet());
        faultIf(codes.size() < question.options().size(), at + ".options", question.id() + " has an answer twice");
        faultIf(
                question.kind() == Kind.YES_NO && !codes.equals(YES_AND_NO),
                at + ".options",
                question.id() + " takes yes and no, nothing else");
        for (Option option : question.options()) {
            Optional<String> target = option.category();
            Optional<Category> narrowed = target.flatMap(tree::find);
            boolean below = narrowed.filter(to -> !to.code().equals(category.code()) && tree.holds(category, to))
                    .isPresent();
            faultIf(
                    target.isPresent() && !below,
                    at + ".options",
                    question.id() + "=" + option.code() + " narrows to " + target.orElse("") + ", which is not below "
                            + category.code());
        }
    }

    private void rule(PriorityRule rule, String at, Set<String> ids) {
        faultIf(!ids.add(rule.id()), at + ".id", rule.id() + " is there twice");
        Optional<Category> within = rule.category().flatMap(tree::find);
        faultIf(
                rule.category().isPresent() && within.isEmpty(),
                at + ".optional_category",
                "there is no category " + rule.category().orElse(""));
        Set<String> asked = new HashSet<>();
        for (GuidedAnswer condition : rule.conditions()) {
            faultIf(
                    !asked.add(condition.question()),
                    at + ".conditions",
                    rule.id() + " asks for two answers to " + condition.question());
            Optional<Category> asking = tree.asking(condition.question());
            boolean exists = asking.stream()
                    .flatMap(category -> category.questions().stream())
                    .filter(question -> question.id().equals(condition.question()))
                    .anyMatch(question -> question.option(condition.answer()).isPresent());
            faultIf(!exists, at + ".conditions", "there is no answer " + condition);
            boolean meets = within.isEmpty()
                    || asking.isEmpty()
                    || tree.holds(asking.get(), within.get())
                    || tree.holds(within.get(), asking.get());
            faultIf(
                    !meets,
                    at + ".conditions",
                    rule.id() + " never holds: " + condition.question() + " is not asked within "
                            + rule.category().orElse(""));
        }
    }
}
