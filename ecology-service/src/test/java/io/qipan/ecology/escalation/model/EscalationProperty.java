package io.qipan.ecology.escalation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.escalation.model.Escalation.State;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class EscalationProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "escalation.csv");
    private static final String HEADER = "from,act,to";
    private static final Recipient NOBODY = new Recipient(Optional.empty(), "wang");
    private static final Recipient PROCURATORATE = new Recipient(Optional.of("agencies/p"), "agencies/p");

    /** Everything that can happen to what has gone up. */
    enum Act {
        ACKNOWLEDGE(e -> e.acknowledged("li", NOW, NOW.plusSeconds(60))),
        ANSWER(e -> e.answered("li", "we ask them", NOW)),
        SETTLE(e -> e.settled("it is done", NOW)),
        REMIND(e -> e.reminded(e.recipient(), NOW.plusSeconds(60))),
        REMIND_ANOTHER(e -> e.reminded(e.recipient().equals(NOBODY) ? PROCURATORATE : NOBODY, NOW.plusSeconds(60)));

        private final Function<Escalation, Decision<Escalation>> on;

        Act(Function<Escalation, Decision<Escalation>> on) {
            this.on = on;
        }
    }

    private static Escalation goneUp() {
        Matter matter =
                new Matter(new UUID(1, 2), "E2026-000001", 3, ClockKind.RECEIVE_TRANSFER, NOW, Watcher.PROSECUTOR);
        return Escalation.goneUp(new UUID(1, 1), matter, NOBODY, NOW, NOW.plusSeconds(60));
    }

    @Property
    void whatIsOpenHasAnOwnerAndADeadlineAndWhatIsOverStaysOver(@ForAll @Size(max = 12) List<Act> acts) {
        // Given
        Escalation escalation = goneUp();

        // When
        for (Act act : acts) {
            boolean wasOpen = escalation.isOpen();
            switch (act.on.apply(escalation)) {
                case Granted<Escalation>(Escalation next) -> {
                    assertThat(wasOpen).as("a way back by " + act).isTrue();
                    assertThat(next.version()).isEqualTo(escalation.version() + 1);
                    assertThat(next.matter()).isEqualTo(escalation.matter());
                    assertThat(next.state() instanceof State.Acknowledged
                                    && !next.recipient().equals(escalation.recipient()))
                            .as("another than who has taken note")
                            .isFalse();
                    escalation = next;
                }
                case Refused<Escalation>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
        }

        // Then
        assertThat(escalation.recipient().owner()).isNotEmpty();
        assertThat(escalation.isOpen())
                .isEqualTo(escalation.state() instanceof State.Waiting
                        || escalation.state() instanceof State.Acknowledged);
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        SortedSet<String> seen = new TreeSet<>();
        Deque<Escalation> open = new ArrayDeque<>(List.of(goneUp()));
        while (!open.isEmpty()) {
            Escalation escalation = open.pop();
            if (!seen.add(word(escalation)) || !escalation.isOpen()) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(escalation) instanceof Granted<Escalation>(Escalation next)) {
                    rows.add(String.join(",", word(escalation), act.name().toLowerCase(Locale.ROOT), word(next)));
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

    private static String word(Escalation escalation) {
        return escalation.state().code().toLowerCase(Locale.ROOT);
    }
}
