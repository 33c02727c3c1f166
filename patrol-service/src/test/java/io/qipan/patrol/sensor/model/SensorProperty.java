package io.qipan.patrol.sensor.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.patrol.sensor.model.SensorState.Unwatched;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class SensorProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "sensor.csv");
    private static final String HEADER = "from,act,to";
    private static final int EVERY_S = 600;

    /** Everything that can happen to a device: the grid states an interval or none, it reports, time passes. */
    enum Ask {
        STATE((s, now) -> Decision.grant(s.stated(EVERY_S, now))),
        STATE_OTHER((s, now) -> Decision.grant(s.stated(60, now))),
        STATE_NONE((s, now) -> Decision.grant(s.stated(0, now))),
        REPORT((s, now) -> Decision.grant(s.heard(now))),
        FALL_SILENT(Sensor::fallSilent);

        private final BiFunction<Sensor, Instant, Decision<Sensor>> on;

        Ask(BiFunction<Sensor, Instant, Decision<Sensor>> on) {
            this.on = on;
        }
    }

    @Property
    void whatever_happens_it_is_waited_for_exactly_while_an_interval_is_stated_and_told_whenever_that_changes(
            @ForAll @Size(max = 20) List<Ask> acts, @ForAll @Size(20) List<@IntRange(max = 900) Integer> seconds) {
        // Given
        Sensor sensor = Sensor.unheard("gridFeatures/sensor-1");
        Instant now = NOW;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plusSeconds(seconds.get(i));
            if (acts.get(i).on.apply(sensor, now) instanceof Granted<Sensor>(Sensor next)) {
                boolean isOther = !next.state().word().equals(sensor.state().word());
                assertThat(!isOther || next.version() > sensor.version())
                        .as(acts.get(i) + " of " + sensor)
                        .isTrue();
                sensor = next;
            }
            if (acts.get(i) == Ask.FALL_SILENT && sensor.state() instanceof Speaking(Instant silentAt)) {
                assertThat(silentAt).isAfter(now);
            }
        }

        // Then
        assertThat(sensor.state() instanceof Unwatched).isEqualTo(sensor.everyS() == 0);
        if (sensor.state() instanceof Silent(Instant since)) {
            assertThat(since).isBeforeOrEqualTo(now);
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        Instant later = NOW.plusSeconds(EVERY_S);
        SortedSet<String> rows = new TreeSet<>();
        Deque<Sensor> open = new ArrayDeque<>(List.of(Sensor.unheard("gridFeatures/sensor-1")));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Sensor sensor = open.pop();
            if (!seen.add(sensor.state().word())) {
                continue;
            }
            for (Ask act : Ask.values()) {
                Instant at = act == Ask.FALL_SILENT ? later : NOW;
                if (act.on.apply(sensor, at) instanceof Granted<Sensor>(Sensor next)) {
                    rows.add(String.join(
                            ",",
                            sensor.state().word(),
                            act.name().toLowerCase(Locale.ROOT),
                            next.state().word()));
                    open.push(next);
                }
            }
        }
        if (Boolean.getBoolean("transitions.update")) {
            Path ignored = Files.writeString(TABLE, HEADER + "\n" + String.join("\n", rows) + "\n");
        }

        // When
        List<String> published = Files.readAllLines(TABLE);

        // Then
        assertThat(published).first().isEqualTo(HEADER);
        assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
    }
}
