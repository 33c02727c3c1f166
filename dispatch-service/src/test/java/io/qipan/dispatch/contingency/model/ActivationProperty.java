package io.qipan.dispatch.contingency.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.contingency.model.Activation.Basis;
import io.qipan.dispatch.contingency.model.ActivationState.Closing;
import io.qipan.dispatch.contingency.model.ActivationState.Open;
import io.qipan.dispatch.contingency.model.ActivationState.Reviewed;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class ActivationProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "contingency-activation.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of an activation. */
    enum Ask {
        RAISE((a, now) -> a.raise(a.level() + 1)),
        LOWER((a, now) -> a.raise(a.level() - 1)),
        TAKE_OVER_ZHAO((a, now) -> a.takeOver("zhao", now.plusSeconds(600))),
        REMIND((a, now) -> a.remind(now.plusSeconds(600))),
        CLOSE((a, now) -> a.close(new Closing(now, "li", "all is well"), List.of(), now.plusSeconds(600))),
        CLOSE_WITH_MANDATORY((a, now) -> a.close(
                new Closing(now, "li", "all is well"), List.of(new ContingencyTaskId(SOME)), now.plusSeconds(600))),
        REVIEW((a, now) -> a.review());

        private final BiFunction<Activation, Instant, Decision<Activation>> on;

        Ask(BiFunction<Activation, Instant, Decision<Activation>> on) {
            this.on = on;
        }
    }

    private static Activation begun() {
        Basis basis = new Basis(new IncidentId(SOME), false, "flood", 1, "li", NOW, "the dam leaks");
        return Activation.begun(new ContingencyActivationId(SOME), basis, 1, NOW.plusSeconds(600));
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_reviewed_and_its_level_never_falls(
            @ForAll @Size(max = 14) List<Ask> asks) {
        // Given
        Activation activation = begun();
        Instant now = NOW;

        // When
        for (Ask ask : asks) {
            now = now.plusSeconds(60);
            switch (ask.on.apply(activation, now)) {
                case Granted<Activation>(Activation next) -> {
                    assertThat(activation.state()).as("a way back by " + ask).isInstanceOf(Open.class);
                    assertThat(ask).isNotEqualTo(Ask.CLOSE_WITH_MANDATORY);
                    assertThat(next.version()).isEqualTo(activation.version() + (ask == Ask.REMIND ? 0 : 1));
                    assertThat(next.level()).isGreaterThanOrEqualTo(activation.level());
                    activation = next;
                }
                case Refused<Activation>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.INVALID_FIELD, Reason.TASKS_OPEN);
            }
        }

        // Then
        assertThat(activation.owner()).isNotEmpty();
        assertThat(activation.nextDeadlineAt().isEmpty()).isEqualTo(activation.state() instanceof Reviewed);
        assertThat(activation.heard(now).version()).isEqualTo(activation.version());
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<Activation> open = new ArrayDeque<>(List.of(begun()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Activation activation = open.pop();
            if (!seen.add(word(activation) + activation.owner())) {
                continue;
            }
            for (Ask ask : Ask.values()) {
                if (ask.on.apply(activation, NOW) instanceof Granted<Activation>(Activation next)) {
                    rows.add(String.join(",", word(activation), ask.name().toLowerCase(Locale.ROOT), word(next)));
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

    /** Without how often. */
    private static String word(Activation activation) {
        int reminders = activation.state() instanceof Open open ? open.clock().reminders() : 0;
        return activation.state().word() + (reminders > 1 ? " escalated" : reminders == 1 ? " reminded" : "");
    }
}
