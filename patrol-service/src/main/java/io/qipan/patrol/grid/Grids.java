package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridRevision;
import java.util.List;
import java.util.Optional;

/** The grid in all its revisions. */
public interface Grids {

    /** Keeps others from making a revision until the end of the unit of work. */
    void lock();

    /** The number of the newest revision; 0 if there is none. */
    long newest();

    Optional<GridRevision> revision(long number);

    /** The whole grid as of a revision. */
    Grid at(long revision);

    /** A feature as of a revision. */
    Optional<FeatureVersion> find(String name, long revision);

    /**
     * As of a revision, by name in the order of bytes.
     *
     * @param after a name; empty to begin
     * @param kind only of this kind
     */
    List<FeatureVersion> list(long revision, Optional<FeatureKind> kind, String after, int limit);

    /** Adds the next revision. What it changes or removes is valid until it, and no more. */
    void add(GridRevision revision, GridChange change);
}
