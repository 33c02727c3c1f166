package io.qipan.patrol.sensor.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.Sketch;
import io.qipan.patrol.sensor.model.AlarmState.Ended;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class SensorAlarmProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Path TABLE = Path.of("..", "docs", "transitions", "sensor-alarm.csv");
    private static final String HEADER = "from,act,to";
    private static final GridFeature EAR = new GridFeature(
            FeatureKind.SENSOR,
            "ear-3",
            "Ear",
            "",
            Optional.empty(),
            Sketch.geometry("POINT (3 3)"),
            MapDatum.WGS84,
            Optional.empty(),
            List.of(DeviceReport.BLAST),
            0);

    /** Everything that can happen to an alarm. */
    enum Ask {
        REPEAT((a, now) -> a.repeated(telling(2, now, false), now)),
        REPEAT_OF_DRILL((a, now) -> a.repeated(telling(2, now, true), now)),
        TELL_CALL((a, now) -> a.told(fate(1, Optional.empty(), Optional.empty()))),
        TELL_OTHER_CALL((a, now) -> a.told(fate(2, Optional.empty(), Optional.empty()))),
        TELL_INCIDENT((a, now) -> a.told(fate(1, Optional.of("incidents/1"), Optional.empty()))),
        TELL_OTHER_INCIDENT((a, now) -> a.told(fate(1, Optional.of("incidents/2"), Optional.empty()))),
        TELL_END_OF_CALL((a, now) -> a.told(fate(1, Optional.empty(), Optional.of(new Fate.End(now, "NO_ACTION"))))),
        TELL_END((a, now) ->
                a.told(fate(1, Optional.of("incidents/1"), Optional.of(new Fate.End(now, "NOTHING_FOUND")))));

        private final BiFunction<SensorAlarm, Instant, Decision<SensorAlarm>> on;

        Ask(BiFunction<SensorAlarm, Instant, Decision<SensorAlarm>> on) {
            this.on = on;
        }
    }

    private static Fate fate(int call, Optional<String> incident, Optional<Fate.End> end) {
        return new Fate("calls/" + call, incident, end);
    }

    private static Telling telling(long sequence, Instant now, boolean drill) {
        return new Telling(EAR.name(), sequence, DeviceReport.BLAST, now, true, Optional.empty(), "", "", drill);
    }

    private static SensorAlarm raised() {
        return SensorAlarm.raised(new UUID(0, 1), EAR, telling(1, NOW, false), NOW, WINDOW);
    }

    @Property
    void whatever_happens_it_keeps_its_call_stays_ended_and_counts_what_came_within_the_window(
            @ForAll @Size(max = 14) List<Ask> acts, @ForAll @Size(14) List<@IntRange(max = 300) Integer> seconds) {
        // Given
        SensorAlarm alarm = raised();
        Instant now = NOW;
        int came = 1;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plusSeconds(seconds.get(i));
            Optional<String> call = alarm.state().itsCall();
            switch (acts.get(i).on.apply(alarm, now)) {
                case Granted<SensorAlarm>(SensorAlarm next) -> {
                    came += acts.get(i) == Ask.REPEAT ? 1 : 0;
                    assertThat(next.version()).isEqualTo(next.equals(alarm) ? alarm.version() : alarm.version() + 1);
                    call.ifPresent(known -> assertThat(next.state().itsCall()).contains(known));
                    if (alarm.state() instanceof Ended) {
                        assertThat(next.state()).isEqualTo(alarm.state());
                    }
                    alarm = next;
                }
                case Refused<SensorAlarm>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
        }

        // Then
        assertThat(alarm.reports()).isEqualTo(came);
        assertThat(alarm.lastReceivedAt()).isBefore(NOW.plus(WINDOW));
        assertThat(alarm.isWaiting()).isEqualTo(alarm.state().itsCall().isEmpty());
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<SensorAlarm> open = new ArrayDeque<>(List.of(raised()));
        Set<AlarmState> seen = new HashSet<>();
        while (!open.isEmpty()) {
            SensorAlarm alarm = open.pop();
            if (!seen.add(alarm.state())) {
                continue;
            }
            for (Ask act : Ask.values()) {
                if (act.on.apply(alarm, NOW) instanceof Granted<SensorAlarm>(SensorAlarm next)) {
                    rows.add(String.join(",", word(alarm), act.name().toLowerCase(Locale.ROOT), word(next)));
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

    private static String word(SensorAlarm alarm) {
        return alarm.state().word()
                + alarm.state().itsIncident().map(name -> " " + name).orElse("")
                + alarm.state().itsCall().map(name -> " " + name).orElse("");
    }
}
