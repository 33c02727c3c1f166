package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The duties as they were told, and how far the grid was followed. */
public interface VisitDuties {

    /** Adds a duty unless there is one of its name; waits for somebody who is adding it. */
    boolean open(VisitDuty duty);

    Optional<VisitDuty> find(String name);

    /** Holds a duty until the end of the unit of work. */
    Optional<VisitDuty> lock(String name);

    void save(VisitDuty duty);

    /** Those that are not withdrawn and whose period ends after this time, by name. */
    List<VisitDuty> openAt(Instant now);

    /** Due and overdue, in periods that end after this time, by name; one more than the page holds. */
    List<VisitDuty> due(Optional<String> zone, boolean overdueOnly, Instant now, Page page);

    /**
     * How far the grid was followed.
     *
     * @param revision the last one, 0 if none was
     * @param judgedUntil the name of the last duty that was judged by it; empty if all were
     */
    record Followed(long revision, Optional<String> judgedUntil) {}

    /** Held until the end of the unit of work. */
    Followed lockFollowed();

    void saveFollowed(Followed followed);
}
