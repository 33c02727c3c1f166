package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

@Singleton
class PostgresReferredNumbers implements ReferredNumbers {
    private static final Logger LOG = Logger.getLogger(PostgresReferredNumbers.class);

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
                .query("select key_id, locked from referral_number where referral_id = $1", referral.uuid())) {
            Locked locked =
                    new Locked(row.getString("key_id"), row.getBuffer("locked").getBytes());
            try {
                Optional<String> number = keys.open(locked, referral.name());
                forget(referral);
                return number;
            } catch (RuntimeException e) {
                LOG.errorf("The number of %s stays locked for now: %s", referral.name(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isKept(ReferralId referral) {
        return Tx.current()
                        .query("select from referral_number where referral_id = $1", referral.uuid())
                        .size()
                > 0;
    }

    @Override
    public void forget(ReferralId referral) {
        Tx.current().write("delete from referral_number where referral_id = $1", referral.uuid());
    }
}
