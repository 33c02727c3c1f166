package io.qipan.dispatch.missingperson;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qipan.dispatch.id.model.MissingSearchId;
import java.util.Optional;

/** What tells who is missing, apart from the search and locked away. Inside a unit of work only. */
interface LockedMessages {

    /**
     * In place of what was kept for the same owner, with the key of the person of the search, so that they go together; the
     * newest key locks the person first, and what is told after that key was thrown away. Refuses DEPENDENCY_UNAVAILABLE while
     * the key has not come to this replica.
     *
     * @param owner the name of the resource that it belongs to; nothing else is shown with it
     */
    void keep(String owner, MissingSearchId search, Message message);

    /**
     * Empty if none is kept. Refuses PERSONAL_DATA_ERASED if its key was thrown away, DEPENDENCY_UNAVAILABLE while it has not
     * come to this replica.
     */
    <M extends Message> Optional<M> find(String owner, Parser<M> parser);
}
