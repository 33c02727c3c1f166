package io.qipan.patrol.rescue;

import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.Summary.Row;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records of rescues and drills with all their revisions. */
public interface Rescues {

    /** Keeps the newest revision of a record, the first or a further one. Nothing else of it is touched. */
    void append(RescueRecord record);

    Optional<RescueRecord> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<RescueRecord> lock(UUID id);

    /**
     * Either drills or none, recorded last first, one more than the page holds.
     *
     * @param unit only those by whose newest revision it took part, {@code units/{id}}; empty: all
     */
    List<RescueRecord> list(Page page, boolean drills, Optional<String> unit);

    /**
     * What happened in a period, by the newest revision of each record, in no particular order.
     *
     * @param from included
     * @param until excluded
     */
    List<Row> sums(Instant from, Instant until);
}
