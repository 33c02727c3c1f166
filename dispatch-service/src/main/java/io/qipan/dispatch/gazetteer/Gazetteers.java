package io.qipan.dispatch.gazetteer;

import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.SourceChange;
import java.util.List;
import java.util.Optional;

/** The revisions of the gazetteer. Inside a unit of work only. */
interface Gazetteers {

    /** Keeps others from making a revision until the unit of work ends. */
    void lock();

    /** The number of the newest revision; 0 if there is none. */
    long newest();

    Optional<GazetteerRevision> revision(long number);

    /** How many places other sources have in the newest revision. */
    long countBeside(String source);

    /** The places of one source as the newest revision has them, by code. */
    List<Place> of(String source);

    /** All places as a revision has them, by source and code. */
    List<Entry> at(long revision);

    void add(GazetteerRevision revision, SourceChange change);
}
