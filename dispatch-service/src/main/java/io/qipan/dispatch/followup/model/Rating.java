package io.qipan.dispatch.followup.model;

import java.text.Normalizer;
import java.util.Optional;

/** What a caller says; see {@code qipan.dispatch.v1.Rating}. */
public enum Rating {
    SATISFIED,
    BASICALLY_SATISFIED,
    DISSATISFIED;

    /** What a message says: 1, 2 or 3 and nothing else, in any width. Empty if a person has to read it. */
    public static Optional<Rating> read(String text) {
        return switch (Normalizer.normalize(text, Normalizer.Form.NFKC).strip()) {
            case "1" -> Optional.of(SATISFIED);
            case "2" -> Optional.of(BASICALLY_SATISFIED);
            case "3" -> Optional.of(DISSATISFIED);
            default -> Optional.empty();
        };
    }
}
