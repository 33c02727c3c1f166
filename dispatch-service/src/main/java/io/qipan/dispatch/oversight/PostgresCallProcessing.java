package io.qipan.dispatch.oversight;

import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;

@Singleton
class PostgresCallProcessing implements CallProcessing {

    @Override
    public Summary summarize(Period period) {
        // percentile_disc is the nearest-rank percentile that the contract defines.
        Row row = Tx.current()
                .query("""
                        with processing as (
                            select extract(epoch from
                                (select min(o.sent_at) from orders o where o.incident_id = c.incident_id) - c.answered_at)
                                ::double precision as seconds
                            from call c
                            where c.outcome = 'INCIDENT_OPENED' and not c.drill
                                and ($1::timestamptz is null or c.answered_at >= $1)
                                and ($2::timestamptz is null or c.answered_at < $2)
                                and ($3 = '' or starts_with(c.external_reference, $3)))
                        select count(seconds) as n,
                            coalesce(avg(seconds), 0) as mean,
                            coalesce(percentile_disc(0.5) within group (order by seconds), 0) as p50,
                            coalesce(percentile_disc(0.9) within group (order by seconds), 0) as p90,
                            coalesce(avg(case when seconds <= 60 then 1.0 else 0.0 end)
                                filter (where seconds is not null), 0)::double precision as within_60,
                            count(*) filter (where seconds is null) as without_order
                        from processing""", period.from().orElse(null), period.until().orElse(null), period.referencePrefix())
                .iterator()
                .next();
        return new Summary(
                row.getLong("n"),
                row.getDouble("mean"),
                row.getDouble("p50"),
                row.getDouble("p90"),
                row.getDouble("within_60"),
                row.getLong("without_order"));
    }
}
