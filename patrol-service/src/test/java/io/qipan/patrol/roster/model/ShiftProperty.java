package io.qipan.patrol.roster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.ShiftState.Over;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Random lives of a shift; jqwik prints the seed of a failure. {@code -Dtransitions.update=true} publishes the table
 * anew.
 */
class ShiftProperty {
    private static final Instant EIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "shift.csv");
    private static final String HEADER = "from,act,to";

    /** Everything that can happen to a shift in its time, by one of its crew, and by somebody else. */
    enum Act {
        START(s -> s.start("A1", EIGHT)),
        START_BY_A_STRANGER(s -> s.start("B1", EIGHT)),
        START_TOO_EARLY(s -> s.start("A1", EIGHT.minusSeconds(7_201))),
        TAKE_OVER(s -> s.takeOver("A1", EIGHT)),
        OFFER(s -> s.offer(handover(), shift("units/a", 2), EIGHT.plusSeconds(600))),
        OFFER_TO_ANOTHER_UNIT(s -> s.offer(handover(), shift("units/b", 2), EIGHT.plusSeconds(600))),
        WITHDRAW(Shift::withdraw),
        REMIND(s -> s.remind(EIGHT.plusSeconds(1_200))),
        CONFIRMED(s -> s.confirmed("B1", EIGHT.plusSeconds(700))),
        END(s -> s.end("A1", "all quiet", EIGHT.plusSeconds(900))),
        CANCEL(s -> s.cancel("sick", EIGHT, Optional.empty())),
        CANCEL_WHILE_ANOTHER_HANDS_OVER(s -> s.cancel("sick", EIGHT, Optional.of(shift("units/a", 2))));

        private final Function<Shift, Decision<Shift>> on;

        Act(Function<Shift, Decision<Shift>> on) {
            this.on = on;
        }
    }

    private static Handover handover() {
        return new Handover(new UUID(0, 2), "fuel is low", List.of(), "A1", EIGHT.plusSeconds(60));
    }

    private static Shift shift(String unit, long number) {
        return new Shift(
                new UUID(0, number),
                1,
                unit,
                Optional.empty(),
                EIGHT,
                EIGHT.plusSeconds(28_800),
                List.of(new CrewMember("A1", "leader")),
                new AsItMoves(),
                new Planned());
    }

    @Property
    void whatever_happens_a_shift_that_is_over_stays_so_and_each_step_but_a_reminder_counts(
            @ForAll @Size(max = 12) List<Act> acts) {
        Shift shift = shift("units/a", 1);

        for (Act act : acts) {
            switch (act.on.apply(shift)) {
                case Granted<Shift>(Shift next) -> {
                    assertThat(shift.state()).as("a way back by " + act).isNotInstanceOf(Over.class);
                    assertThat(next.version()).isEqualTo(shift.version() + (act == Act.REMIND ? 0 : 1));
                    shift = next;
                }
                case Refused<Shift>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INCOMPLETE);
            }
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<Shift> open = new ArrayDeque<>(List.of(shift("units/a", 1)));
        while (!open.isEmpty()) {
            Shift shift = open.pop();
            if (!seen.add(shift.state().word())) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(shift) instanceof Granted<Shift>(Shift next)) {
                    rows.add(String.join(
                            ",",
                            shift.state().word(),
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
