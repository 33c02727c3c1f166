package io.qipan.patrol.season.model;

import java.util.List;

/** Whether something that moves on these media may move; it may if it moves on none. */
public record Verdict(List<MediumState> media) {

    public Verdict {
        media = List.copyOf(media);
    }

    public boolean isAllowed() {
        return media.isEmpty() || media.stream().anyMatch(MediumState::isOpen);
    }
}
