package io.qipan.ecology.clue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Singleton
class PostgresTipsters implements Tipsters {

    /** Random, so that a pseudonym does not tell when its contact was first told. */
    @Override
    public UUID pseudonym(String contact, Instant now) {
        // The update that changes nothing takes the lock of the row, and waits for who erases it.
        return Tx.current()
                .query("""
                        insert into tipster (id, contact, first_told) values ($1, $2, $3)
                        on conflict (contact) do update set contact = excluded.contact returning id\
                        """, UuidCreator.getRandomBased(), contact, now)
                .iterator()
                .next()
                .getUUID("id");
    }

    @Override
    public Optional<String> contact(UUID tipster) {
        for (Row row : Tx.current().query("select contact from tipster where id = $1", tipster)) {
            return Optional.ofNullable(row.getString("contact"));
        }
        return Optional.empty();
    }

    @Override
    public void lock(UUID tipster) {
        int ignored = Tx.current()
                .query("select id from tipster where id = $1 for update", tipster)
                .size();
    }

    @Override
    public Need need(UUID tipster) {
        Row row = Tx.current().query("""
                        select bool_or(c.state <> 'ANSWERED') as open, coalesce(max(c.answered_at), t.first_told) as last
                        from tipster t left join clue c on c.tipster = t.id where t.id = $1 group by t.first_told""", tipster).iterator().next();
        boolean open = Boolean.TRUE.equals(row.getBoolean("open"));
        return open
                ? new Need.Open()
                : new Need.Answered(row.getOffsetDateTime("last").toInstant());
    }

    @Override
    public boolean erase(UUID tipster, Instant now) {
        return Tx.current()
                        .query(
                                "update tipster set contact = null, erased_at = $2"
                                        + " where id = $1 and contact is not null returning id",
                                tipster,
                                now)
                        .size()
                == 1;
    }
}
