package io.qipan.dispatch.contingency.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.contingency.model.Finding.End;
import io.qipan.dispatch.contingency.model.Finding.Found;
import io.qipan.dispatch.contingency.model.Finding.Open;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.dispatch.id.model.IncidentId;
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
class FindingProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "contingency-finding.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of a finding. */
    enum Ask {
        RESOLVE((f, now) -> f.resolve(new End(now, "li", "bought two pumps"))),
        WITHDRAW((f, now) -> f.withdraw(new End(now, "li", "there are enough"))),
        REASSIGN((f, now) -> f.reassign("zhao", now.plusSeconds(600), now)),
        REASSIGN_TOO_LATE((f, now) -> f.reassign("zhao", now.plus(Duration.ofDays(367)), now)),
        REMIND((f, now) -> f.remind(now.plusSeconds(600)));

        private final BiFunction<Finding, Instant, Decision<Finding>> on;

        Ask(BiFunction<Finding, Instant, Decision<Finding>> on) {
            this.on = on;
        }
    }

    private static Decision<Finding> found(Instant dueAt) {
        Found found =
                new Found(new ContingencyActivationId(SOME), new IncidentId(SOME), true, "too few pumps", "li", NOW);
        return Finding.found(new ContingencyFindingId(SOME), found, "desk:stores", dueAt);
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_over_with_an_outcome(
            @ForAll @Size(max = 10) List<Ask> asks) {
        // Given
        Finding finding = found(NOW.plusSeconds(600)).orRefuse();

        // When
        for (Ask ask : asks) {
            switch (ask.on.apply(finding, NOW)) {
                case Granted<Finding>(Finding next) -> {
                    assertThat(finding.state()).as("a way back by " + ask).isInstanceOf(Open.class);
                    assertThat(next.version()).isEqualTo(finding.version() + (ask == Ask.REMIND ? 0 : 1));
                    finding = next;
                }
                case Refused<Finding>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INVALID_FIELD);
            }
        }

        // Then
        assertThat(finding.owner()).isNotEmpty();
        assertThat(finding.nextDeadlineAt().isEmpty()).isEqualTo(finding.end().isPresent());
    }

    @Example
    void it_is_due_in_the_future_and_within_a_year() {
        // When
        List<Decision<Finding>> decisions = List.of(found(NOW), found(NOW.plus(Duration.ofDays(367))));

        // Then
        assertThat(decisions).allSatisfy(decision -> assertThat(decision).isInstanceOf(Refused.class));
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<Finding> open =
                new ArrayDeque<>(List.of(found(NOW.plusSeconds(600)).orRefuse()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Finding finding = open.pop();
            if (!seen.add(word(finding))) {
                continue;
            }
            for (Ask ask : Ask.values()) {
                if (ask.on.apply(finding, NOW) instanceof Granted<Finding>(Finding next)) {
                    rows.add(String.join(",", word(finding), ask.name().toLowerCase(Locale.ROOT), word(next)));
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
    private static String word(Finding finding) {
        boolean reminded = finding.state() instanceof Open(Clock clock) && clock.reminders() > 0;
        return finding.state().word() + (reminded ? " reminded" : "");
    }
}
