package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.incident.model.Priority;
import java.util.List;
import java.util.Optional;

/**
 * A category of incidents.
 *
 * @param type of a leaf: the type it stands for
 * @param priority at least as urgent is everything of it
 */
public record Category(
        String code,
        Optional<String> parent,
        String nameZh,
        String nameEn,
        Optional<String> type,
        Optional<Priority> priority,
        List<CommonCode> commonCodes,
        List<GuidedQuestion> questions) {

    public Category {
        commonCodes = List.copyOf(commonCodes);
        questions = List.copyOf(questions);
    }
}
