package io.qipan.ecology.clue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKey;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Singleton
class PostgresTipsters implements Tipsters {
    private final PersonalKeys keys;

    PostgresTipsters(PersonalKeys keys) {
        this.keys = keys;
    }

    /** Random, so that a pseudonym does not tell when its contact was first told. */
    @Override
    public UUID pseudonym(String contact, Instant now) {
        PersonalKey key = keys.newest();
        byte[] fingerprint = key.fingerprint(contact);
        Optional<UUID> known = known(contact, fingerprint);
        if (known.isPresent()) {
            // With the key of now, so that the erasing of an earlier one does not take what is told today.
            lock(known.get(), contact, key);
            return known.get();
        }
        UUID fresh = UuidCreator.getRandomBased();
        Locked locked = key.lock(contact, owner(fresh));
        // The update that changes nothing takes the lock of the row, and waits for who erases it.
        return Tx.current()
                .query("""
                        insert into tipster (id, key_id, locked, fingerprint, first_told) values ($1, $2, $3, $4, $5)
                        on conflict (fingerprint) do update set fingerprint = excluded.fingerprint returning id\
                        """, fresh, locked.keyId(), locked.content(), fingerprint, now)
                .iterator()
                .next()
                .getUUID("id");
    }

    /** Under any key that is here, or in the open still. Nobody erases it until this unit of work ends. */
    private Optional<UUID> known(String contact, byte[] newest) {
        Buffer[] fingerprints =
                keys.fingerprints(contact).stream().map(Buffer::buffer).toArray(Buffer[]::new);
        for (Row row : Tx.current().query("""
                        select id from tipster where contact = $1 or fingerprint = any($2)
                        order by coalesce(fingerprint = $3, false) desc, first_told limit 1 for update\
                        """, contact, fingerprints, newest)) {
            return Optional.of(row.getUUID("id"));
        }
        return Optional.empty();
    }

    private static void lock(UUID tipster, String contact, PersonalKey key) {
        Locked locked = key.lock(contact, owner(tipster));
        Tx.current().write("""
                        update tipster set contact = null, key_id = $2, locked = $3, fingerprint = case
                            when exists (select from tipster where fingerprint = $4 and id <> $1) then null else $4 end
                        where id = $1\
                        """, tipster, locked.keyId(), locked.content(), key.fingerprint(contact));
    }

    @Override
    public int lockOpen(int most) {
        PersonalKey key = keys.newest();
        RowSet<Row> open = Tx.current()
                .query(
                        "select id, contact from tipster where contact is not null order by id limit $1 for update",
                        most);
        open.forEach(row -> lock(row.getUUID("id"), row.getString("contact"), key));
        return open.size();
    }

    @Override
    public void eraseAgain(Instant due) {
        Tx.current().write("""
                        insert into deadline (kind, subject, due_at)
                        select $1, $2::text || t.id, $3::timestamptz from tipster t
                        where t.erased_at is null
                            and not exists (select from clue c where c.tipster = t.id and c.state <> 'ANSWERED')
                        on conflict do nothing\
                        """, ContactRetention.ERASE, ContactRetention.TIPSTER, due);
    }

    @Override
    public Optional<String> contact(UUID tipster) {
        for (Row row : Tx.current().query("select contact, key_id, locked from tipster where id = $1", tipster)) {
            String keyId = row.getString("key_id");
            return keyId == null
                    ? Optional.ofNullable(row.getString("contact"))
                    : Optional.of(open(new Locked(keyId, row.getBuffer("locked").getBytes()), tipster));
        }
        return Optional.empty();
    }

    private String open(Locked locked, UUID tipster) {
        return keys.open(locked, owner(tipster))
                .orElseThrow(() -> Refusal.of(
                                Reason.PERSONAL_DATA_ERASED,
                                "The contact of who told this was erased with the key " + locked.keyId()
                                        + ". Nobody can read it any more.")
                        .with("key_id", locked.keyId())
                        .asException());
    }

    private static String owner(UUID tipster) {
        return ContactRetention.TIPSTER + tipster;
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
        return Tx.current().query("""
                                update tipster
                                set contact = null, key_id = null, locked = null, fingerprint = null, erased_at = $2
                                where id = $1 and erased_at is null returning id\
                                """, tipster, now).size() == 1;
    }
}
