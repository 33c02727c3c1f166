package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.ReleaseReason;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A commitment as a row; which times are there tells its state. */
final class PostgresCommitmentRow {

    private PostgresCommitmentRow() {}

    static Commitment read(Row row) {
        String order = row.getString("order_name");
        String unit = row.getString("unit_name");
        String incident = row.getString("incident_name");
        OffsetDateTime committedAt = row.getOffsetDateTime("committed_at");
        OffsetDateTime releasedAt = row.getOffsetDateTime("released_at");
        if (releasedAt == null) {
            return new Held(order, unit, incident, committedAt.toInstant());
        }
        Instant released = releasedAt.toInstant();
        ReleaseReason reason = ReleaseReason.of(row.getString("release_reason"));
        return committedAt == null
                ? new NeverHeld(order, unit, incident, released, reason)
                : new Held(order, unit, incident, committedAt.toInstant()).release(reason, released);
    }
}
