package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Clock;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
class PostgresClocks implements Clocks {

    @Override
    public List<Clock> of(Collection<IncidentId> incidents) {
        UUID[] ids = incidents.stream().map(IncidentId::uuid).toArray(UUID[]::new);
        List<Clock> clocks = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Tx.current()
                    .query(
                            "select * from (" + values(measure)
                                    + ") timed where excluded is null order by begun, subject",
                            ids,
                            measure.ends().toArray(String[]::new))
                    .forEach(row -> clocks.add(new Clock(
                            measure,
                            row.getString("subject"),
                            row.getString("unit"),
                            row.getOffsetDateTime("begun").toInstant(),
                            Optional.ofNullable(row.getOffsetDateTime("finished"))
                                    .map(OffsetDateTime::toInstant),
                            row.getBoolean("open"))));
        }
        return clocks;
    }

    private static String values(Measure measure) {
        return measure.isOfOrders()
                ? PostgresMeasures.values(
                        measure, "'orders/' || o.id as subject, o.unit", "o.requested_for = any($1::uuid[])", "$2")
                : PostgresMeasures.values(
                        measure,
                        "'calls/' || c.id as subject, '' as unit",
                        "c.incident_id = any($1::uuid[]) and $2::text[] = '{}'",
                        "$2");
    }
}
