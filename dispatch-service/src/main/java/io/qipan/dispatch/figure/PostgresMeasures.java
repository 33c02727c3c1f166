package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Measure;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import java.util.List;

/**
 * What a measure is, as SQL: one row for each call or order with {@code begun}, {@code finished} and {@code open}, and
 * for what is no value of it the reason in {@code excluded}, by name. Exercises are not told apart here.
 */
final class PostgresMeasures {
    // Of calls that were stored before it was kept whether the ring was told, it was if it is not the answer.
    private static final String ANSWERED = """
            select %1$s, c.received_at as begun, c.answered_at as finished, false as open,
                case when c.channel <> 'VOICE' then 'NOT_BY_VOICE'
                    when not coalesce(c.ring_told, c.answered_at > c.received_at) then 'NOT_TOLD' end as excluded
            from call c left join incident i on i.id = c.incident_id and c.outcome = 'INCIDENT_OPENED'
            where %2$s""";

    private static final String SENT = "o.sent_at";

    private static final String DELIVERED = firstOf(Measure.DELIVERY.ends());

    // No incident is joined to what is left out, so that nothing is looked up for it.
    private static final String PROCESSED = """
            select %1$s, c.answered_at as begun,
                (select min(%3$s) from orders o where o.requested_for = i.id and o.sent_at is not null) as finished,
                i.state not in ('merged', 'ended') and not exists (
                    select from orders o where o.incident_id = i.id and o.sent_at is not null and %3$s is not null) as open,
                case when c.state = 'open' then 'UNDECIDED' when c.outcome = 'ATTACHED_TO_INCIDENT' then 'ATTACHED'
                    when c.outcome <> 'INCIDENT_OPENED' then 'WITHOUT_INCIDENT' end as excluded
            from call c left join incident i on i.id = c.incident_id and c.outcome = 'INCIDENT_OPENED'
            where %2$s""";

    private static final String ORDERED = """
            select %1$s, o.sent_at as begun,
                %3$s as finished, not o.over as open, %4$s as excluded
            from orders o join incident i on i.id = o.requested_for
                left join lateral (
                    select * from call where incident_id = i.id and outcome = 'INCIDENT_OPENED'
                    order by answered_at limit 1) c on true
            where o.sent_at is not null and %2$s""";

    private static final String NOTHING = "null::text";

    private static final String TAKEN_AWAY = "case when o.state = '%s' and o.reason = '%s' then 'TAKEN_AWAY' end"
            .formatted(End.CLEARED.word(), Order.DIVERTED);

    private PostgresMeasures() {}

    /** The first of these milestones of the order {@code o}. */
    private static String first(String kinds) {
        return """
                (select min((reached ->> 'occurredAt')::timestamptz) from jsonb_array_elements(o.milestones) reached
                    where reached ->> 'kind' = any(%s::text[]))""".formatted(kinds);
    }

    private static String firstOf(List<String> kinds) {
        return first("'{" + String.join(",", kinds) + "}'");
    }

    /**
     * @param columns beside the three, with their names
     * @param condition on the call {@code c}, its incident {@code i} and, of a measure of orders, the order {@code o}
     * @param ends the argument with {@link Measure#ends}, as {@code $4}
     */
    static String values(Measure measure, String columns, String condition, String ends) {
        return switch (measure) {
            case ANSWERING -> ANSWERED.formatted(columns, condition);
            case PROCESSING -> PROCESSED.formatted(columns, condition, SENT);
            case ANSWER_TO_DELIVERY -> PROCESSED.formatted(columns, condition, DELIVERED);
            case DELIVERY, SIGNING, DEPARTURE, ARRIVAL -> ORDERED.formatted(columns, condition, first(ends), NOTHING);
            case FEEDBACK -> ORDERED.formatted(columns, condition, first(ends), TAKEN_AWAY);
        };
    }
}
