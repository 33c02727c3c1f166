package io.qipan.dispatch.missingperson;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKey;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;

@Singleton
class PostgresLockedMessages implements LockedMessages {
    private final PersonalKeys keys;

    PostgresLockedMessages(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public void keep(String owner, MissingSearchId search, Message message) {
        Locked locked = key(search).lock(Base64.getEncoder().encodeToString(message.toByteArray()), owner);
        Tx.current().write("""
                        insert into missing_text (owner, search_id, key_id, locked) values ($1, $2, $3, $4)
                        on conflict (owner) do update set key_id = excluded.key_id, locked = excluded.locked\
                        """, owner, search.uuid(), locked.keyId(), locked.content());
    }

    /** One for all of a search: what tells of a person under a later key would outlive the erasing of the person. */
    private PersonalKey key(MissingSearchId search) {
        PersonalKey newest = keys.newest();
        for (Row row : Tx.current().query("select key_id from missing_text where owner = $1", search.name())) {
            String first = row.getString("key_id");
            return first.equals(newest.name())
                    ? newest
                    : keys.named(first, search.name()).orElse(newest);
        }
        return newest;
    }

    @Override
    public <M extends Message> Optional<M> find(String owner, Parser<M> parser) {
        for (Row row : Tx.current().query("select key_id, locked from missing_text where owner = $1", owner)) {
            Locked locked =
                    new Locked(row.getString("key_id"), row.getBuffer("locked").getBytes());
            String text = keys.open(locked, owner)
                    .orElseThrow(() -> erased(owner, locked.keyId()).asException());
            return Optional.of(read(text, owner, parser));
        }
        return Optional.empty();
    }

    private static <M extends Message> M read(String text, String owner, Parser<M> parser) {
        try {
            return parser.parseFrom(Base64.getDecoder().decode(text));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("What is locked of " + owner + " cannot be read", e);
        }
    }

    private static Refusal erased(String owner, String key) {
        return Refusal.of(
                        Reason.PERSONAL_DATA_ERASED,
                        "What " + owner + " told of the person was erased with the key " + key
                                + ". Nobody can read it any more.")
                .with("key_id", key);
    }
}
