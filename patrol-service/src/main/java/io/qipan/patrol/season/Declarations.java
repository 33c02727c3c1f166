package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Declaration;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was declared of media, all of it. */
public interface Declarations {

    void add(Declaration declaration);

    Optional<Declaration> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<Declaration> lock(UUID id);

    /** Keeps the version and state of a locked one. */
    void save(Declaration declaration);

    /** Those that were not revoked and are not over at this time, by id. */
    List<Declaration> standing(Instant now);

    /** The newest first, one more than the page holds. */
    List<Declaration> list(Page page, boolean standingOnly);
}
