package io.qipan.dispatch.attention;

import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.attention.model.Urgency;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What somebody should look at. Inside a unit of work only. */
interface Attentions {

    /**
     * @param anew whether none was open for it
     */
    record Raised(Attention attention, boolean anew) {}

    /**
     * When they are called to mind.
     *
     * @param highest of the highest urgency
     * @param high of the one below
     */
    record Reminders(Instant highest, Instant high, Instant others) {}

    /** A place in the list of a kind. */
    record Key(Urgency urgency, Instant firstAt, AttentionId id) {}

    /** How many are open. */
    record Count(AttentionKind kind, Urgency urgency, long open, long untaken, Instant oldestAt) {}

    /** What the queue does not show of a kind. */
    record Rest(AttentionKind kind, long count, Urgency urgency, Instant oldestAt) {}

    /**
     * One open attention for each, with what its resource is about now. Of one that is open the number grows, and the
     * urgency may rise.
     *
     * @param occasions each kind and resource once, in {@link AttentionRecords#ORDER}, in which all lock them
     */
    List<Raised> raise(List<Occasion> occasions, Instant now, Reminders reminders);

    Optional<Attention> find(AttentionId id);

    /** The attention, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Attention lock(AttentionId id);

    void save(Attention attention);

    /** What a resource waits for now, as far as a kind is about it; empty when that is over. */
    Optional<Instant> waitsFor(AttentionKind kind, String resource);

    /**
     * Has those looked at soon that are open for one of these resources, or about one of these incidents, and whose
     * cause may be gone. Writes only, and waits for nobody: it is on the path of nearly every change.
     */
    void lookAgain(Collection<String> resources, Collection<IncidentId> incidents, Instant now);

    /** The open ones, the most urgent and then the oldest first, so many of a kind at most. */
    List<Attention> queue(boolean drill, int ofAKind);

    /** What is open beyond that, the most urgent kind first. */
    List<Rest> rests(boolean drill, int ofAKind);

    /** The open ones of a kind, in the same order. */
    List<Attention> list(AttentionKind kind, boolean drill, Optional<Key> after, int limit);

    /** The most urgent first. */
    List<Count> count(boolean drill);
}
