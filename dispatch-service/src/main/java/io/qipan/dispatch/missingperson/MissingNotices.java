package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import java.util.List;
import java.util.Optional;

/** The notices to the public. Inside a unit of work only. */
interface MissingNotices {

    /** Which are listed. */
    record Filter(Optional<MissingSearchId> search, boolean openOnly) {}

    void add(MissingNotice notice);

    Optional<MissingNotice> find(MissingNoticeId id);

    /** The notice, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    MissingNotice lock(MissingNoticeId id);

    void save(MissingNotice notice);

    /** Newest first, older than the given id. */
    List<MissingNotice> list(Filter filter, Optional<MissingNoticeId> olderThan, int limit);
}
