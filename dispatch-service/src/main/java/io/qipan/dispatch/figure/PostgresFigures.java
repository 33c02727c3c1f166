package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Exclusion;
import io.qipan.dispatch.figure.model.Figure;
import io.qipan.dispatch.figure.model.Grouping;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Singleton
class PostgresFigures implements Figures {
    private static final String CALLS = """
            ($1::timestamptz is null or c.answered_at >= $1)
                and ($2::timestamptz is null or c.answered_at < $2)
                and ($3 = '' or starts_with(c.external_reference, $3))
                and $4::text[] = '{}'""";

    private static final String ORDERS = """
            ($1::timestamptz is null or o.sent_at >= $1)
                and ($2::timestamptz is null or o.sent_at < $2)
                and ($3 = '' or starts_with(c.external_reference, $3))""";

    // Known only as long as the incident is where patrol-service was asked for.
    private static final String ZONE = """
            case when i.id is null then ''
                when i.zone_place ~= i.place and i.zone_revision > 0 then coalesce(i.zone, 'none')
                else 'unknown' end""";

    // What is of the other sort makes no groups: a table of what is real has none for exercises alone.
    // percentile_disc is the nearest-rank percentile that the contract defines.
    private static final String SUMMARY = """
            with measured as (%s),
            told as (
                select *, case when drill and not $10 then 'EXERCISE' when $10 and not drill then 'NO_EXERCISE'
                    else excluded end as why
                from measured),
            timed as (
                select name, finished, open, why,
                    case when why is null then extract(epoch from finished - begun)::double precision end as seconds
                from told)
            select name,
                count(*) filter (where seconds >= 0) as n,
                coalesce(avg(seconds) filter (where seconds >= 0), 0) as mean,
                coalesce(percentile_disc(0.5) within group (order by seconds) filter (where seconds >= 0), 0) as p50,
                coalesce(percentile_disc(0.9) within group (order by seconds) filter (where seconds >= 0), 0) as p90,
                coalesce(percentile_disc(0.95) within group (order by seconds) filter (where seconds >= 0), 0) as p95,
                coalesce(max(seconds) filter (where seconds >= 0), 0) as longest,
                count(*) filter (where seconds between 0 and $5) as within_1,
                count(*) filter (where seconds between 0 and $6) as within_2,
                count(*) filter (where seconds between 0 and $7) as within_3,
                count(*) filter (where seconds between 0 and $8) as within_4,
                count(*) filter (where why is null and finished is null and open) as unfinished,
                count(*) filter (where why is null and finished is null and not open) as given_up,
                count(*) filter (where seconds < 0) as contradictory,
                %s,
                count(*) over () as groups
            from timed group by name
            having $11 or count(*) filter (where why is null or why not in ('EXERCISE', 'NO_EXERCISE')) > 0
            order by n desc, name limit $9""";

    private static final String EXCLUDED = Stream.of(Exclusion.values())
            .map(why -> "count(*) filter (where why = '" + why + "') as " + column(why))
            .collect(Collectors.joining(", "));

    private static String column(Exclusion why) {
        return "excluded_" + why.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Summary summarize(Measure measure, Grouping grouping, Period period) {
        List<Integer> bounds = measure.boundsS();
        Map<String, Figure> byGroup = new LinkedHashMap<>();
        if (grouping == Grouping.NONE) {
            byGroup.put("", Figure.NOTHING);
        }
        int groups = 0;
        for (Row row : Tx.current()
                .query(
                        SUMMARY.formatted(values(measure, grouping), EXCLUDED),
                        period.from().orElse(null),
                        period.until().orElse(null),
                        period.referencePrefix(),
                        measure.ends().toArray(String[]::new),
                        (double) bounds.get(0),
                        (double) bounds.get(1),
                        (double) bounds.get(2),
                        (double) bounds.get(3),
                        MOST_GROUPS,
                        period.drills(),
                        grouping == Grouping.NONE)) {
            byGroup.put(row.getString("name"), figure(row));
            groups = row.getInteger("groups");
        }
        return new Summary(byGroup, Math.max(groups - MOST_GROUPS, 0));
    }

    private static String values(Measure measure, Grouping grouping) {
        return PostgresMeasures.values(
                measure,
                name(measure, grouping) + " as name, " + (measure.isOfOrders() ? "i" : "c") + ".drill as drill",
                measure.isOfOrders() ? ORDERS : CALLS,
                "$4");
    }

    private static String name(Measure measure, Grouping grouping) {
        return switch (grouping) {
            case NONE -> "''";
            case CHANNEL -> "coalesce(c.channel, '')";
            case TYPE -> "coalesce(i.type, '')";
            case PRIORITY -> "coalesce(i.priority, '')";
            case UNIT -> measure.isOfOrders() ? "o.unit" : "''";
            case ZONE -> ZONE;
        };
    }

    private static Figure figure(Row row) {
        return new Figure(
                row.getLong("n"),
                row.getDouble("mean"),
                row.getDouble("p50"),
                row.getDouble("p90"),
                row.getDouble("p95"),
                row.getDouble("longest"),
                List.of(
                        row.getLong("within_1"),
                        row.getLong("within_2"),
                        row.getLong("within_3"),
                        row.getLong("within_4")),
                row.getLong("unfinished"),
                row.getLong("given_up"),
                row.getLong("contradictory"),
                excluded(row));
    }

    private static SortedMap<Exclusion, Long> excluded(Row row) {
        SortedMap<Exclusion, Long> excluded = new TreeMap<>();
        for (Exclusion why : Exclusion.values()) {
            long count = row.getLong(column(why));
            if (count > 0) {
                excluded.put(why, count);
            }
        }
        return excluded;
    }
}
