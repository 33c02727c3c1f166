package io.qipan.dispatch.call;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKey;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class PostgresCallerNumbers implements CallerNumbers {
    private final PersonalKeys keys;

    PostgresCallerNumbers(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public void keep(CallId call, String number) {
        PersonalKey key = keys.newest();
        Locked locked = key.lock(number, call.name());
        Tx.current()
                .write(
                        "insert into caller_number (call_id, key_id, locked, fingerprint) values ($1, $2, $3, $4)",
                        call.uuid(),
                        locked.keyId(),
                        locked.content(),
                        key.fingerprint(number));
    }

    @Override
    public Optional<String> readable(CallId call) {
        return kept(call).flatMap(locked -> keys.open(locked, call.name()));
    }

    @Override
    public Optional<String> find(CallId call) {
        return kept(call)
                .map(locked -> keys.open(locked, call.name())
                        .orElseThrow(() -> erased(call, locked.keyId()).asException()));
    }

    private static Optional<Locked> kept(CallId call) {
        for (Row row : Tx.current().query("select key_id, locked from caller_number where call_id = $1", call.uuid())) {
            return Optional.of(
                    new Locked(row.getString("key_id"), row.getBuffer("locked").getBytes()));
        }
        return Optional.empty();
    }

    private static Refusal erased(CallId call, String key) {
        return Refusal.of(
                        Reason.PERSONAL_DATA_ERASED,
                        "The number of " + call.name() + " was erased with the key " + key
                                + ". Nobody can read it any more.")
                .with("key_id", key);
    }
}
