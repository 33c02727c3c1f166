package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was reported before there were days and devices. */
class PositionMigrationIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static String migration(String name) throws IOException {
        try (InputStream file =
                PositionMigrationIT.class.getClassLoader().getResourceAsStream("db/patrol/" + name + ".sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void it_is_kept_numbered_as_it_was() throws IOException {
        // Given
        String before = """
                create schema before;
                set search_path to before;
                """ + migration("V2026112110__unit") + """
                insert into unit_kind values ('car', 'Car', '车', '{}', 10, 60);
                insert into unit (name, call_sign, kind, extra_capabilities, status, status_reason)
                values ('units/a', 'a', 'car', '{}', 'in_service', '');
                insert into position (unit_name, given_latitude, given_longitude, given_datum, latitude, longitude,
                    accuracy_m, fixed_at, received_at)
                select 'units/a', 39.7, 106.9, 'BD09', 39.6, 106.8, 5, '2026-11-20 02:00:00+00', '2026-11-20 02:00:01+00'
                from generate_series(1, 3);
                """;

        // When
        DATABASE.execute(before + migration("V2026112210__position_by_day"));

        // Then
        List<String> rows = new ArrayList<>();
        DATABASE.unitOfWork().read(() -> Tx.current().query("""
                                select concat_ws(' ', unit_name, device, sequence, given_datum, latitude, received_at - fixed_at)
                                    as row
                                from before.position order by sequence""")).forEach(row -> rows.add(row.getString("row")));
        assertThat(rows)
                .containsExactly(
                        "units/a  1 BD09 39.6 00:00:01",
                        "units/a  2 BD09 39.6 00:00:01",
                        "units/a  3 BD09 39.6 00:00:01");
        long next = DATABASE.unitOfWork()
                .run(
                        "test",
                        () -> Tx.current()
                                .query("select nextval('before.position_report')")
                                .iterator()
                                .next()
                                .getLong(0));
        assertThat(next).isEqualTo(4);
    }

    @Test
    void days_that_were_detached_before_there_was_an_archive_are_in_it() throws IOException {
        // Given one day in the table, one detached, one changed by somebody, one dropped that was measured
        String before = """
                create schema detached;
                set search_path to detached;
                create table position (unit_name text, fixed_at timestamptz not null, device text, sequence bigint,
                    primary key (unit_name, fixed_at, device, sequence)) partition by range (fixed_at);
                create table position_default partition of position default;
                create table position_2026_11_20 partition of position
                    for values from ('2026-11-20 00:00:00+00') to ('2026-11-21 00:00:00+00');
                create table position_2025_10_18 (like position including all);
                insert into position_2025_10_18 values ('units/a', '2025-10-18 12:00:00+00', 'phone', 1);
                create table position_2025_10_19 (fixed_at timestamptz not null);
                create table track_sign (quarter timestamptz);
                insert into track_sign values ('2025-10-17 12:00:00+00'), ('2025-10-18 12:00:00+00');
                """;

        // When
        DATABASE.execute(before + migration("V2026112760__positions_archive"));

        // Then
        List<String> days = new ArrayList<>();
        DATABASE.unitOfWork().read(() -> Tx.current().query("""
                                select d.day || ' ' || coalesce(p.relname, 'gone') as told
                                from detached.position_day d
                                left join pg_class c on c.relname = 'position_' || to_char(d.day, 'YYYY_MM_DD')
                                    and c.relnamespace = 'detached'::regnamespace
                                left join pg_inherits i on i.inhrelid = c.oid
                                left join pg_class p on p.oid = i.inhparent
                                order by d.day""")).forEach(row -> days.add(row.getString("told")));
        assertThat(days)
                .containsExactly(
                        "2025-10-17 gone", "2025-10-18 position_archive", "2025-10-19 gone", "2026-11-20 position");
    }
}
