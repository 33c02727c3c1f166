package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class PostgresReferredNumbers implements ReferredNumbers {
    private final PersonalKeys keys;

    PostgresReferredNumbers(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public void keep(ReferralId referral, String number) {
        Locked locked = keys.newest().lock(number, referral.name());
        Tx.current()
                .write(
                        "insert into referral_number (referral_id, key_id, locked) values ($1, $2, $3)",
                        referral.uuid(),
                        locked.keyId(),
                        locked.content());
    }

    @Override
    public Optional<String> take(ReferralId referral) {
        for (Row row : Tx.current()
                .query(
                        "delete from referral_number where referral_id = $1 returning key_id, locked",
                        referral.uuid())) {
            Locked locked =
                    new Locked(row.getString("key_id"), row.getBuffer("locked").getBytes());
            return keys.open(locked, referral.name());
        }
        return Optional.empty();
    }

    @Override
    public void forget(ReferralId referral) {
        Tx.current().write("delete from referral_number where referral_id = $1", referral.uuid());
    }
}
