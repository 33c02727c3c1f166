package io.qipan.dispatch.peer;

import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
class PostgresFollowedFeeds implements FollowedFeeds {

    @Override
    public Optional<String> token(String service) {
        for (Row row : Tx.current().query("select resume_token from followed_feed where service = $1", service)) {
            return Optional.of(row.getString("resume_token"));
        }
        return Optional.empty();
    }

    @Override
    public void keep(String service, String token, Instant now) {
        Tx.current().write("""
                        insert into followed_feed (service, resume_token, read_at) values ($1, $2, $3)
                        on conflict (service) do update set resume_token = $2, read_at = $3""", service, token, now);
    }

    @Override
    public void forget(String service) {
        Tx.current().write("delete from followed_feed where service = $1", service);
    }
}
