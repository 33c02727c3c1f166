package io.qipan.patrol.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the live picture is read from, and what is to be done with it after a dump was restored on another server. */
class WrittenByIT {
    private static final Path DECISION = Path.of("../docs/adr/0009-the-live-picture-follows-snapshots.md");
    private static final Pattern REMEDY = Pattern.compile("`update (\\w+) set written_by = default`([^.]*) ends it");

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static SortedSet<String> tables(String sql) {
        SortedSet<String> tables = new TreeSet<>();
        DATABASE.unitOfWork().read(() -> Tx.current().query(sql)).forEach(row -> tables.add(row.getString(0)));
        return tables;
    }

    private static SortedSet<String> feeding() {
        return tables("select table_name::text from information_schema.columns where column_name = 'written_by'"
                + " and table_schema = current_schema()");
    }

    /** In the order of the text. */
    private static List<String> named() throws IOException {
        Matcher remedy = REMEDY.matcher(Files.readString(DECISION).replaceAll("\\s+", " "));
        assertThat(remedy.find()).as(DECISION + " says what ends it").isTrue();
        List<String> tables = new ArrayList<>(List.of(remedy.group(1)));
        Pattern.compile("`(\\w+)`").matcher(remedy.group(2)).results().forEach(one -> tables.add(one.group(1)));
        return tables;
    }

    @Test
    void the_decision_names_each_table_that_feeds_the_picture() throws IOException {
        assertThat(feeding()).containsExactly("last_position", "shift", "unit", "unit_kind");
        assertThat(named()).containsExactlyInAnyOrderElementsOf(feeding());
    }

    @Test
    void rows_of_a_server_that_was_ahead_are_read_once_more_and_then_left_alone() throws IOException {
        // Given
        Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.standing());
        Unit car = Unit.registered("units/car-1", "car 1", "patrol_car", List.of(), Optional.empty());
        assertThat(patrol.unitOfWork().run("test", () -> patrol.units().add(car)))
                .isEmpty();
        for (String table : feeding()) {
            boolean hasTrigger = !table.equals("last_position");
            DATABASE.execute((hasTrigger ? "alter table " + table + " disable trigger written_by; " : "") + "update "
                    + table + " set written_by = '4611686018427387904'"
                    + (hasTrigger ? "; alter table " + table + " enable trigger written_by" : ""));
        }

        // When
        for (String table : named()) {
            DATABASE.execute("update " + table + " set written_by = default");
        }

        // Then
        for (String table : feeding()) {
            assertThat(tables("select written_by::text from " + table
                            + " where written_by >= pg_snapshot_xmax(pg_current_snapshot())"))
                    .as(table)
                    .isEmpty();
        }
    }
}
