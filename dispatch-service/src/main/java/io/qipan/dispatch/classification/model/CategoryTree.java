package io.qipan.dispatch.classification.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Categories by code and by what is above them. Of a code that is there twice the first one counts. */
final class CategoryTree {
    private final Map<String, Category> byCode = new HashMap<>();
    private final Map<String, Category> byQuestion = new HashMap<>();
    private final Set<String> parents = new HashSet<>();

    CategoryTree(List<Category> categories) {
        for (Category category : categories) {
            byCode.putIfAbsent(category.code(), category);
            category.questions().forEach(question -> byQuestion.putIfAbsent(question.id(), category));
            category.parent().ifPresent(parents::add);
        }
    }

    Optional<Category> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Whose question it is. */
    Optional<Category> asking(String question) {
        return Optional.ofNullable(byQuestion.get(question));
    }

    boolean isLeaf(Category category) {
        return !parents.contains(category.code());
    }

    /** From the top down to the category itself; ends where it would go round in a circle. */
    List<Category> path(Category category) {
        Map<String, Category> up = new LinkedHashMap<>();
        for (Optional<Category> next = Optional.of(category);
                next.isPresent() && !up.containsKey(next.get().code());
                next = next.get().parent().flatMap(this::find)) {
            up.put(next.get().code(), next.get());
        }
        return new ArrayList<>(up.values()).reversed();
    }

    /** Whether what is above it goes round in a circle. */
    boolean isCircular(Category category) {
        return path(category).getFirst().parent().flatMap(this::find).isPresent();
    }

    /** Whether the one is the other or above it. */
    boolean holds(Category above, Category below) {
        return path(below).stream().anyMatch(each -> each.code().equals(above.code()));
    }
}
