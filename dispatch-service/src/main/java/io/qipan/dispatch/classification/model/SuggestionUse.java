package io.qipan.dispatch.classification.model;

import java.util.List;

/** What a person did with what was suggested. */
public enum SuggestionUse {
    BEST_TAKEN,
    OTHER_TAKEN,
    NONE_TAKEN,
    ABSTAINED;

    /**
     * @param candidates their labels, best first
     * @param given what the person said
     */
    public static SuggestionUse of(List<String> candidates, String given) {
        if (candidates.isEmpty()) {
            return ABSTAINED;
        } else if (candidates.getFirst().equals(given)) {
            return BEST_TAKEN;
        }
        return candidates.contains(given) ? OTHER_TAKEN : NONE_TAKEN;
    }
}
