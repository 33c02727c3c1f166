package io.qipan.runtime.follow;

import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far the feed of another service was read, and what was passed over. Inside a unit of work only. */
final class Bookmarks {
    private final String service;

    Bookmarks(String service) {
        this.service = service;
    }

    Optional<String> token() {
        for (Row row : Tx.current().query("select resume_token from followed_feed where service = $1", service)) {
            return Optional.of(row.getString("resume_token"));
        }
        return Optional.empty();
    }

    void keep(String token, Instant now) {
        Tx.current().write("""
                        insert into followed_feed (service, resume_token, read_at) values ($1, $2, $3)
                        on conflict (service) do update set resume_token = $2, read_at = $3""", service, token, now);
    }

    /**
     * Starts from the present state again, unless another replica has done so meanwhile. What is refused of it is
     * passed over again; revisions of before may be of a history that was undone.
     */
    void forget(String token) {
        Tx.current().write("""
                        with gone as (
                            delete from followed_feed where service = $1 and resume_token = $2 returning service
                        )
                        delete from passed_over where service in (select service from gone)""", service, token);
    }

    void passOver(Change change, Reason reason, String message, Instant now) {
        Tx.current()
                .write(
                        """
                        insert into passed_over (service, resource, revision, reason, message, first_at, last_at)
                        values ($1, $2, $3, $4, $5, $6, $6)
                        on conflict (service, resource) do update
                        set revision = $3, reason = $4, message = $5, last_at = $6, times = passed_over.times + 1
                        where passed_over.revision <= $3""",
                        service,
                        change.getResource(),
                        change.getRevision(),
                        reason.name(),
                        // A refusal quotes what somebody has written, and PostgreSQL takes no NUL in a text.
                        message.replace("\0", ""),
                        now);
    }

    /** The resources that stand as passed over. */
    List<String> passedOver() {
        List<String> resources = new ArrayList<>();
        for (Row row : Tx.current().query("select resource from passed_over where service = $1", service)) {
            resources.add(row.getString("resource"));
        }
        return resources;
    }

    /** It was taken after all, in this state or a later one, or calls for nothing any more. */
    void settle(Change change) {
        Tx.current()
                .write(
                        "delete from passed_over where service = $1 and resource = $2 and revision <= $3",
                        service,
                        change.getResource(),
                        change.getRevision());
    }
}
