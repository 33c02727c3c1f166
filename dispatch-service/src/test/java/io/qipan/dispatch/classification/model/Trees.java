package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.GuidedQuestion.Kind;
import io.qipan.dispatch.classification.model.GuidedQuestion.Option;
import io.qipan.dispatch.incident.model.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Parts of catalogues for tests. */
final class Trees {

    private Trees() {}

    static Category above(String code, String parent, GuidedQuestion... questions) {
        return new Category(
                code, name(parent), code, code, Optional.empty(), Optional.empty(), List.of(), List.of(questions));
    }

    static Category leaf(String code, String parent, GuidedQuestion... questions) {
        return new Category(
                code, name(parent), code, code, Optional.of(code), Optional.empty(), List.of(), List.of(questions));
    }

    private static Optional<String> name(String parent) {
        return Optional.of(parent).filter(given -> !given.isEmpty());
    }

    static Category coded(Category category, CommonCode... codes) {
        return new Category(
                category.code(),
                category.parent(),
                category.nameZh(),
                category.nameEn(),
                category.type(),
                category.priority(),
                List.of(codes),
                category.questions());
    }

    static Category urgent(Category category, Priority priority) {
        return new Category(
                category.code(),
                category.parent(),
                category.nameZh(),
                category.nameEn(),
                category.type(),
                Optional.of(priority),
                category.commonCodes(),
                category.questions());
    }

    static GuidedQuestion yesNo(String id) {
        return new GuidedQuestion(
                id,
                Kind.YES_NO,
                id,
                id,
                List.of(
                        new Option("yes", "是", "yes", Optional.empty()),
                        new Option("no", "否", "no", Optional.empty())));
    }

    /** Each answer is the code of the category that it narrows to. */
    static GuidedQuestion which(String id, String... categories) {
        return new GuidedQuestion(
                id,
                Kind.CHOICE,
                id,
                id,
                List.of(categories).stream()
                        .map(code -> new Option(code, code, code, Optional.of(code)))
                        .toList());
    }

    static PriorityRule rule(String id, String category, Priority priority, GuidedAnswer... conditions) {
        return new PriorityRule(id, name(category), List.of(conditions), priority, id, id);
    }

    static CategoryCatalogue catalogue(List<Category> categories, PriorityRule... rules) {
        return new CategoryCatalogue(7, Instant.EPOCH, "li", "for a test", categories, List.of(rules));
    }
}
