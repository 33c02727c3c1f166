package io.qipan.patrol.duty.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.duty.model.DutyOrder.Direction;
import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.ShortfallState.Open;
import io.qipan.patrol.duty.model.ShortfallState.Settled;
import io.qipan.patrol.duty.model.ShortfallState.Settlement;
import io.qipan.patrol.duty.model.ShortfallState.Taken;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
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

/** {@code -Dtransitions.update=true} publishes the table anew. */
class DutyShortfallProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "duty-shortfall.csv");
    private static final String HEADER = "from,act,to";
    private static final Post BOATS = new Post(Optional.empty(), new OfKind("assault_boat"));

    /** Everything that can happen to a shortfall, by whoever gave the order, by another order, and by two others. */
    enum Act {
        COUNTED_WORSE(s -> s.counted(order("wang"), new Count(BOATS, 5, 1))),
        COUNTED_FOR_ANOTHER_ORDER(s -> s.counted(order("zhao"), new Count(BOATS, 9, 8))),
        TAKE(s -> s.take("li", "two crews are called in", NOW)),
        TAKE_BY_ANOTHER(s -> s.take("sun", "mine", NOW)),
        REMIND(s -> s.remind(NOW.plusSeconds(60))),
        SETTLE_REACHED(s -> s.settle(Settlement.REACHED, new Count(BOATS, 5, 5), NOW)),
        SETTLE_NOT_NEEDED(s -> s.settle(Settlement.NOT_NEEDED, new Count(BOATS, 0, 0), NOW));

        private final Function<DutyShortfall, Decision<DutyShortfall>> on;

        Act(Function<DutyShortfall, Decision<DutyShortfall>> on) {
            this.on = on;
        }
    }

    private static DutyOrder order(String by) {
        return new DutyOrder(
                UUID.nameUUIDFromBytes(by.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "level-1",
                1,
                Direction.SET,
                Optional.empty(),
                "ice",
                by,
                NOW,
                Optional.empty());
    }

    private static DutyShortfall found() {
        return DutyShortfall.found(
                UUID.fromString("01939b4e-0000-7000-8000-000000000003"),
                order("wang"),
                new Count(BOATS, 5, 3),
                NOW,
                NOW.plusSeconds(60));
    }

    @Property
    void whatever_happens_it_has_an_owner_and_a_next_reminder_until_it_is_settled_for_good(
            @ForAll @Size(max = 10) List<Act> acts) {
        // Given
        DutyShortfall shortfall = found();

        // When
        for (Act act : acts) {
            switch (act.on.apply(shortfall)) {
                case Granted<DutyShortfall>(DutyShortfall next) -> {
                    assertThat(shortfall.state()).as("a way back by " + act).isInstanceOf(Open.class);
                    assertThat(next.version()).isBetween(shortfall.version(), shortfall.version() + 1);
                    assertThat(next.mostMissing()).isGreaterThanOrEqualTo(shortfall.mostMissing());
                    assertThat(next.reminders()).isBetween(shortfall.reminders(), shortfall.reminders() + 1);
                    shortfall = next;
                }
                case Refused<DutyShortfall>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
        }

        // Then
        assertThat(shortfall.owner()).isNotEmpty();
        assertThat(shortfall.count().missing() == 0).isEqualTo(shortfall.state() instanceof Settled);
        if (shortfall.state() instanceof Taken taken) {
            assertThat(shortfall.owner())
                    .as("no order takes it away")
                    .isEqualTo(taken.who().by());
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<DutyShortfall> open = new ArrayDeque<>(List.of(found()));
        while (!open.isEmpty()) {
            DutyShortfall shortfall = open.pop();
            if (!seen.add(shortfall.state().word() + shortfall.owner())) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(shortfall) instanceof Granted<DutyShortfall>(DutyShortfall next)) {
                    rows.add(String.join(
                            ",",
                            shortfall.state().word(),
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
