package io.qipan.dispatch.classification.model;

import java.util.List;
import java.util.Optional;

/** A question that the caller is asked. */
public record GuidedQuestion(String id, Kind kind, String textZh, String textEn, List<Option> options) {

    /** See {@code qipan.dispatch.v1.GuidedQuestion.Kind}. */
    public enum Kind {
        YES_NO,
        CHOICE
    }

    /** @param category the category below that it narrows to */
    public record Option(String code, String textZh, String textEn, Optional<String> category) {}

    public GuidedQuestion {
        options = List.copyOf(options);
    }

    public Optional<Option> option(String code) {
        return options.stream().filter(option -> option.code().equals(code)).findFirst();
    }

    /** Whether an answer to it may narrow the category. */
    boolean narrows() {
        return options.stream().anyMatch(option -> option.category().isPresent());
    }
}
