package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells the result of a clue, and of those that are merged into it. */
@Singleton
public class AnswerClue {
    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;
    private final InstantSource clock;

    public AnswerClue(Clues clues, ClueRecords records, TermBook terms, InstantSource clock) {
        this.clues = clues;
        this.records = records;
        this.terms = terms;
        this.clock = clock;
    }

    public Clue answer(String name, String etag, String by, String text) {
        Instant now = Times.now(clock);
        UUID id = ClueRecords.id(name).orElseThrow(() -> Refusal.notFound(name).asException());
        List<Clue> locked = lockWithMerged(id);
        Clue answered = locked.stream()
                .filter(clue -> clue.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(name).asException())
                .unchangedSince(etag)
                .then(clue -> terms.recounted(clue).answered(now, by, text))
                .orRefuse();
        Map<UUID, Clue> merged = merged(answered, locked);
        Clue changed = records.change(answered, "clue.answered", now, text);
        if (answered.state() instanceof Answered answer) {
            merged.values().forEach(clue -> records.change(clue.answeredWith(answer), "clue.answered", now, text));
        }
        return changed;
    }

    /** At once, in the order of all who lock several. */
    private List<Clue> lockWithMerged(UUID id) {
        List<UUID> ids = new ArrayList<>(clues.mergedInto(id, TriageClue.MOST_MERGED));
        ids.add(id);
        return clues.lockAll(ids);
    }

    private Map<UUID, Clue> merged(Clue clue, List<Clue> locked) {
        Map<UUID, Clue> byId = locked.stream().map(terms::recounted).collect(Collectors.toMap(Clue::id, one -> one));
        // Now that it is locked nothing joins any more; what is not merged into it any longer is left alone.
        Set<UUID> merged = new LinkedHashSet<>(clues.mergedInto(clue.id(), TriageClue.MOST_MERGED));
        if (!byId.keySet().containsAll(merged)) {
            throw Refusal.illegalTransition(
                            clue.name(), "BEING_MERGED_INTO", "be answered at this moment; read it and try again")
                    .asException();
        }
        byId.keySet().retainAll(merged);
        return byId;
    }
}
