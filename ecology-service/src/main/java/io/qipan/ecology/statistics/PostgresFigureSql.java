package io.qipan.ecology.statistics;

/** What each figure counts, as SQL; the words for it stand in the definitions, and both change together. */
final class PostgresFigureSql {

    /** $1 snapshot, $2 and $3 the period, $4 agency or null, $5 drills. One statement, so one state of the database. */
    static final String KEEP_OWN_ROWS = """
        with inspected as (
            select *, coalesce(changed_at, recorded_at) as known_at from inspection
            where inspected_at >= $2 and inspected_at < $3 and drill = $5 and not annulled
                and ($4::text is null or agency = $4)),
        outside as (
            select * from field_record where happened_at >= $2 and happened_at < $3 and drill = $5 and not annulled
                and ($4::text is null or agency = $4)),
        measured as (
            select distinct on (suspect) * from field_record
            where suspect is not null and drill = $5 and not annulled
            order by suspect, happened_at, id),
        hazardous as (
            select h.*, i.recorded_at as found_told_at from hazard h join inspection i on i.id = h.inspection
            where h.drill = $5 and not i.annulled and ($4::text is null or h.agency = $4)),
        stepped as (
            select distinct on (s.case_id, s.kind, s.filed) s.* from case_step s join case_file f on f.id = s.case_id
            where (s.kind = 'HAND_OVER' or s.filed) and f.drill = $5 and $4::text is null
            order by s.case_id, s.kind, s.filed, s.number),
        handed_over as (select * from stepped where kind = 'HAND_OVER' and at >= $2 and at < $3),
        filed as (
            select case_id, min(at) as at, min(told_at) as told_at from stepped where filed group by case_id)
        insert into statistics_row (snapshot, figure, resource, amount, happened_at, recorded_at)
        select $1::uuid, 'inspections', 'inspections/' || id, 1, inspected_at, known_at from inspected
        union all
        select $1::uuid, 'turnout_people', 'inspections/' || id, people, inspected_at, known_at from inspected
        union all
        select $1::uuid, 'turnout_vehicles', 'inspections/' || id, vehicles, inspected_at, known_at from inspected
            where vehicles > 0
        union all
        select $1::uuid, 'turnout_people', 'fieldRecords/' || id, people, happened_at, known_at from outside
            where people > 0
        union all
        select $1::uuid, 'turnout_vehicles', 'fieldRecords/' || id, vehicles, happened_at, known_at from outside
            where vehicles > 0
        union all
        select $1::uuid, 'bird_disturbances_corrected', 'fieldRecords/' || id, 1, happened_at, known_at from outside
            where matter = 'DISTURBANCE_CORRECTED'
        union all
        select $1::uuid, 'contact_cards', 'fieldRecords/' || id, amount, happened_at, known_at from outside
            where matter = 'CONTACT_CARDS'
        union all
        select $1::uuid, 'publicity_activities', 'fieldRecords/' || id, 1, happened_at, known_at from outside
            where matter = 'PUBLICITY'
        union all
        select $1::uuid, 'publicity_reach', 'fieldRecords/' || id, amount, happened_at, known_at from outside
            where matter = 'PUBLICITY' and amount is not null
        union all
        select $1::uuid, 'gear_seized', 'fieldRecords/' || id, amount, happened_at, known_at from outside
            where matter = 'SEIZURE' and amount > 0
        union all
        select $1::uuid, 'catch_seized_kg', 'fieldRecords/' || id, catch_kg, happened_at, known_at from outside
            where matter = 'SEIZURE' and catch_kg > 0
        union all
        select $1::uuid, 'suspects_under_measures', 'fieldRecords/' || id, 1, happened_at, known_at from measured
            where happened_at >= $2 and happened_at < $3 and ($4::text is null or agency = $4)
        union all
        select $1::uuid, 'hazards_found', 'hazards/' || id, 1, found_at, found_told_at from hazardous
            where found_at >= $2 and found_at < $3
        union all
        select $1::uuid, 'hazards_rectified', 'hazards/' || id, 1, closed_at, closing_told_at from hazardous
            where closed_at >= $2 and closed_at < $3
        union all
        select $1::uuid, 'cases_opened', 'cases/' || id, 1, opened_at, opened_at from case_file
            where opened_at >= $2 and opened_at < $3 and drill = $5 and $4::text is null
        union all
        select $1::uuid, 'cases_transferred', 'cases/' || case_id, 1, at, told_at from handed_over
        union all
        select $1::uuid, 'cases_transferred_in_time', 'cases/' || case_id, 1, at, told_at from handed_over h
            where not exists (select from case_clock c where c.case_id = h.case_id
                and c.kind in ('DECIDE_TRANSFER', 'FOLLOW_OPINION', 'HAND_OVER') and c.late is distinct from false
                and (c.started_at is null or c.started_at <= h.at))
        union all
        select $1::uuid, 'cases_filed_by_police', 'cases/' || case_id, 1, at, told_at from filed
            where at >= $2 and at < $3
        union all
        select $1::uuid, 'evidence_taken_in', 'evidence/' || e.id, 1, c.at, c.at
            from evidence e join evidence_custody c on c.evidence_id = e.id and c.number = 1
                join case_file f on f.id = e.case_id
            where c.at >= $2 and c.at < $3 and f.drill = $5 and $4::text is null
        union all
        select $1::uuid, 'clues_received', 'clues/' || id, 1, received_at, received_at from clue
            where received_at >= $2 and received_at < $3 and drill = $5 and $4::text is null\
        """;

    /** $1 snapshot. */
    static final String SUMS = """
        select figure, sum(amount) as value, count(*) as rows,
            encode(sha256(convert_to(string_agg(
                resource || ' ' || amount || ' ' || extract(epoch from happened_at), E'\\n' order by resource),
                'UTF8')), 'hex') as hash
        from statistics_row where snapshot = $1 group by figure\
        """;

    /** $1 the first, $2 the second snapshot, $3 figures, $4 and $5 the last row before, $6 how many. */
    static final String DIFFERENCES = """
        select figure, resource, a.amount as before, b.amount as now, b.recorded_at
        from (select * from statistics_row where snapshot = $1 and figure = any($3)) a
            full join (select * from statistics_row where snapshot = $2 and figure = any($3)) b
                using (figure, resource)
        where (a.amount is distinct from b.amount or a.happened_at is distinct from b.happened_at)
            and ($4::text is null or (figure, resource) > ($4::text, $5::text))
        order by figure, resource limit $6\
        """;

    private PostgresFigureSql() {}
}
