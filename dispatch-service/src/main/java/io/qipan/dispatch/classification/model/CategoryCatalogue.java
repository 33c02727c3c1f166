package io.qipan.dispatch.classification.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All categories with questions and rules, as one revision.
 *
 * @param madeBy subject of a token; empty for what the service brings
 */
public record CategoryCatalogue(
        long number,
        Instant madeAt,
        String madeBy,
        String reason,
        List<Category> categories,
        List<PriorityRule> rules) {

    public CategoryCatalogue {
        categories = List.copyOf(categories);
        rules = List.copyOf(rules);
    }

    public static String name(long number) {
        return "categoryCatalogues/" + number;
    }

    public String name() {
        return name(number);
    }

    /** Why it cannot be used, with every fault. */
    public Optional<Refusal> refusal(Predicate<String> isType) {
        List<Violation> faults = new CatalogueFaults(categories, rules, isType).find();
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        String all = faults.stream().map(Violation::description).collect(Collectors.joining("; "));
        return Optional.of(
                Refusal.of(Reason.INVALID_FIELD, "The catalogue has faults, " + faults.size() + " in all: " + all + ".")
                        .withViolations(faults));
    }

    public Optional<Category> find(String code) {
        return categories.stream()
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    public Optional<Category> find(CommonCode code) {
        return categories.stream()
                .filter(category -> category.commonCodes().contains(code))
                .findFirst();
    }

    /** Codes of the leaves that stand for a type, in order. */
    public List<String> standingFor(String type) {
        return categories.stream()
                .filter(category -> category.type().equals(Optional.of(type)))
                .map(Category::code)
                .toList();
    }

    CategoryTree tree() {
        return new CategoryTree(categories);
    }
}
