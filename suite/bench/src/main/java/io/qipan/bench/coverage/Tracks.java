package io.qipan.bench.coverage;

import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.fleet.BenchGrid;
import io.qipan.bench.fleet.Fixes;
import io.qipan.launcher.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tracks of the last hours through the city, straight in the table, so that nothing has measured them yet: every unit goes round a
 * circle of its own at 10 m/s, with a fix every 5 s.
 *
 * @param units the names of those that have one
 */
record Tracks(DatabaseAccess database, List<String> units, Instant from, Instant until) {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** $1 units, $2 from, $3 fixes of each; $4 to $7 the bounds. Radii of 300 m to 3 km, from one unit to the next. */
    private static final String INSERT = """
            insert into position (unit_name, fixed_at, device, sequence, received_at, clock_ahead_ms, given_latitude,
                given_longitude, given_datum, latitude, longitude, accuracy_m, speed_mps, course_deg, mock_location)
            select unit, at, '%1$scoverage', n + 1, at, 0, latitude, longitude, 'WGS84', latitude, longitude, 5, 10, 0, false
            from (select unit, ?::timestamptz + n * interval '%2$d s' as at, n,
                    ? + (? - (?)) * (number %% 7 + 0.5) / 7 + radius / 111000 * sin(n * %2$d * 10 / radius) as latitude,
                    ? + (? - (?)) * (number %% 11 + 0.5) / 11 + radius / 85000 * cos(n * %2$d * 10 / radius) as longitude
                from (select unit, number, 300 + number %% 10 * 300.0 as radius
                    from unnest(?::text[]) with ordinality as given(unit, number)) as one,
                    generate_series(0, ? - 1) as n) as track
            on conflict do nothing""".formatted(Fixes.DEVICES, EVERY.toSeconds());

    static Tracks of(DatabaseAccess database, List<String> units, Duration length) {
        Instant until = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        return new Tracks(database, units, until.minus(length), until);
    }

    int fixesOfEach() {
        return (int) Duration.between(from, until).dividedBy(EVERY);
    }

    int fixes() {
        return units.size() * fixesOfEach();
    }

    void add(BenchGrid grid) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int i = 0;
            insert.setTimestamp(++i, Timestamp.from(from));
            for (double bound :
                    new double[] {grid.south(), grid.north(), grid.south(), grid.west(), grid.east(), grid.west()}) {
                insert.setDouble(++i, bound);
            }
            insert.setArray(++i, connection.createArrayOf("text", units.toArray()));
            insert.setInt(++i, fixesOfEach());
            insert.executeUpdate();
            try (var statement = connection.createStatement()) {
                statement.execute("analyze position");
            }
        }
    }

    void delete() throws SQLException {
        BenchFleet.deleteFixes(database);
    }
}
