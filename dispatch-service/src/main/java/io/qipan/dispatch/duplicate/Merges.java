package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Merge;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;

/** Which incidents were made one. Inside a unit of work only. */
interface Merges {
    void add(Merge merge);

    /** The merge that made this locked incident part of another. */
    Merge standingOf(IncidentId incident);

    /** Keeps that it was undone. */
    void undo(Merge undone);

    /** The incident that is worked for this one: itself, unless it is merged. */
    IncidentId rootOf(IncidentId incident);

    /** The incident and all that were merged into it, directly or through others. */
    List<IncidentId> withMembers(IncidentId incident);

    /** The merges by which others came to this root, oldest first. */
    List<Merge> of(IncidentId root, int limit);

    /** Merges of this incident that were undone, newest first. */
    List<Merge> undoneOf(IncidentId incident, int limit);
}
