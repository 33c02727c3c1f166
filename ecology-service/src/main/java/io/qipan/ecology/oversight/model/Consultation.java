package io.qipan.ecology.oversight.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of a consultation; never changes.
 *
 * @param about {@code cases/...}, {@code campaigns/...}, {@code jointOperations/...}
 * @param corrects the one before that it corrects
 */
public record Consultation(
        UUID id,
        String about,
        Instant heldAt,
        List<String> participants,
        String question,
        String opinion,
        String dissent,
        Optional<String> corrects,
        String by,
        Instant recordedAt)
        implements Entry {
    public Consultation {
        participants = List.copyOf(participants);
    }

    @Override
    public long version() {
        return 1;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CONSULTATION;
    }

    @Override
    public String stateCode() {
        return "RECORDED";
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(about);
    }
}
