package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.incident.model.Priority;
import java.util.List;
import java.util.Optional;

/**
 * What answers come to.
 *
 * @param path from the top, with the category itself
 * @param because all that makes it at least so urgent, most urgent first
 * @param next what to ask next
 * @param commonCodes one of each scheme
 */
public record Classification(
        Category category,
        List<Category> path,
        List<Urgency> because,
        Optional<GuidedQuestion> next,
        List<CommonCode> commonCodes) {

    /** @param source {@code rule/{id}}, {@code category/{code}} or {@code type/{code}} */
    public record Urgency(String source, Priority priority, String textZh, String textEn) {}

    public Classification {
        path = List.copyOf(path);
        because = List.copyOf(because);
        commonCodes = List.copyOf(commonCodes);
    }

    /** Of all that holds the most urgent. */
    public Optional<Priority> priority() {
        return because.stream().map(Urgency::priority).findFirst();
    }
}
