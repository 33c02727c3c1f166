package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;

@Singleton
class PostgresSentUnits implements SentUnits {

    @Override
    public boolean anyFor(IncidentId incident) {
        return Tx.current().query("""
                        with recursive up as (
                            select id, merged_into from incident where id = $1
                            union all
                            select i.id, i.merged_into from incident i join up on i.id = up.merged_into)
                        select exists (select from orders o
                            where (o.requested_for = $1 or o.incident_id in (select id from up)) and o.sent_at is not null
                                and (not o.over or o.state = 'cleared'))""", incident.uuid()).iterator().next().getBoolean(0);
    }
}
