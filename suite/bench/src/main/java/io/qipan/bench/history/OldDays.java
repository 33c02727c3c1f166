package io.qipan.bench.history;

import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.fleet.Fixes;
import io.qipan.launcher.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Days of the past with the fixes of a fleet, made beside the table and attached to it as the service does with its days.
 * Only days that nobody else has: they are dropped again as a whole.
 */
final class OldDays implements AutoCloseable {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuu_MM_dd");
    /** The service makes a day of its own for yesterday; a few more in case it has kept others. */
    private static final int NEWEST = 3;
    /** As far back as is looked for days that nobody has. */
    private static final int OLDEST = 300;

    private final DatabaseAccess database;
    private final int units;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final List<LocalDate> made = new ArrayList<>();
    private int back = NEWEST;

    OldDays(DatabaseAccess database, int units) {
        this.database = database;
        this.units = units;
    }

    List<LocalDate> made() {
        return List.copyOf(made);
    }

    /** Makes so many days more, each with so many fixes, evenly over units and hours. */
    void add(int days, long fixesOfADay, Consumer<String> progress) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int wanted = made.size() + days; made.size() < wanted; back++) {
                if (back > OLDEST) {
                    throw new SQLException("All of the last " + OLDEST + " days have fixes already.");
                }
                LocalDate day = today.minusDays(back);
                if (isFree(statement, day)) {
                    make(statement, day, fixesOfADay);
                    made.add(day);
                    progress.accept("%,d fixes more, of %s".formatted(fixesOfADay, day));
                }
            }
            statement.execute("analyze position");
        }
    }

    private static boolean isFree(Statement statement, LocalDate day) throws SQLException {
        try (var row = statement.executeQuery(
                "select to_regclass('%s') is null and not exists (select from position_default".formatted(table(day))
                        + " where fixed_at >= '%s 00:00:00+00' and fixed_at < '%s 00:00:00+00')"
                                .formatted(day, day.plusDays(1)))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void make(Statement statement, LocalDate day, long fixes) throws SQLException {
        String table = table(day);
        statement.execute("create table " + table + " (like position including all)");
        statement.execute("""
                insert into %1$s (unit_name, fixed_at, device, sequence, received_at, clock_ahead_ms, given_latitude,
                    given_longitude, given_datum, latitude, longitude, accuracy_m, speed_mps, course_deg, mock_location)
                select '%2$s' || lpad((n %% %3$d)::text, 5, '0'),
                    '%4$s 00:00:00+00'::timestamptz + n * (interval '86399 s' / %5$d), '%6$shistory', n + 1, now(), 0,
                    39.5 + n %% 1000 * 1e-5, 106.7 + n / 1000 %% 1000 * 1e-5, 'WGS84',
                    39.5 + n %% 1000 * 1e-5, 106.7 + n / 1000 %% 1000 * 1e-5, 5, 3.5, 20, false
                from generate_series(0, %5$d - 1) n""".formatted(table, BenchFleet.PREFIX, units, day, fixes, Fixes.DEVICES));
        statement.execute(
                "alter table position attach partition %s for values from ('%s 00:00:00+00') to ('%s 00:00:00+00')"
                        .formatted(table, day, day.plusDays(1)));
    }

    private static String table(LocalDate day) {
        return "position_" + SUFFIX.format(day);
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (LocalDate day : made) {
                statement.execute("drop table " + table(day));
            }
        }
    }
}
