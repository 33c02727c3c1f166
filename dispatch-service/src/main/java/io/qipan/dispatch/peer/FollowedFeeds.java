package io.qipan.dispatch.peer;

import java.time.Instant;
import java.util.Optional;

/** How far the feeds of other services have been read. Inside a unit of work only. */
interface FollowedFeeds {

    Optional<String> token(String service);

    void keep(String service, String token, Instant now);

    /** Starts from the present state again. */
    void forget(String service);
}
