package io.qipan.dispatch.command.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What the crew that is on duty has heard, and who it was.
 *
 * @param escalatedAt also of a notice that was answered later
 * @param byVoice the last answer came over the radio
 * @param handovers how many crews had it before
 */
public record Heard(
        Optional<Instant> deliveredAt,
        Optional<Acknowledgement> acknowledged,
        Optional<Instant> escalatedAt,
        boolean byVoice,
        int handovers) {

    /** @param by subject of a token */
    public record Acknowledgement(Instant at, String by) {}

    static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty(), Optional.empty(), false, 0);

    Heard delivered(Instant at) {
        return new Heard(Optional.of(at), acknowledged, escalatedAt, byVoice, handovers);
    }

    /** Whoever reports has read it; the first to do so is kept. */
    Heard acknowledged(Answer answer) {
        return new Heard(
                deliveredAt,
                acknowledged.or(() -> Optional.of(new Acknowledgement(answer.at(), answer.by()))),
                escalatedAt,
                answer.byVoice(),
                handovers);
    }

    Heard escalated(Instant at) {
        return new Heard(deliveredAt, acknowledged, Optional.of(at), byVoice, handovers);
    }

    Heard byAnotherCrew() {
        return new Heard(Optional.empty(), Optional.empty(), escalatedAt, false, handovers + 1);
    }
}
