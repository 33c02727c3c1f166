package io.qipan.dispatch.review.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.review.model.ProposalState.Decided;
import io.qipan.dispatch.review.model.ProposalState.End;
import io.qipan.dispatch.review.model.ProposalState.Waiting;
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
class ProposalProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Path TABLE = Path.of("..", "docs", "transitions", "proposal.csv");
    private static final String HEADER = "from,act,to";
    private static final String PROPOSER = "wang";

    /** Everything that can happen to a proposal, by its proposer and by somebody else. */
    enum Act {
        CONFIRM_OWN(p -> p.confirm(PROPOSER, "", NOW)),
        CONFIRM(p -> p.confirm("zhao", "", NOW)),
        REJECT_OWN(p -> p.reject(PROPOSER, "no", NOW)),
        REJECT(p -> p.reject("zhao", "no", NOW)),
        WITHDRAW(p -> p.withdraw(PROPOSER, "", NOW)),
        WITHDRAW_OTHERS(p -> p.withdraw("zhao", "", NOW)),
        OVERTAKE(p -> p.overtake(PROPOSER, "The incident is ended", NOW)),
        OVERDUE(p -> p.overdue("system:deadlines", NOW, LATER));

        private final Function<Proposal, Decision<Proposal>> on;

        Act(Function<Proposal, Decision<Proposal>> on) {
            this.on = on;
        }
    }

    private static Proposal made() {
        UUID some = UUID.fromString("01939b4e-0000-7000-8000-000000000003");
        return new Proposal(
                new ProposalId(some),
                1,
                new Waiting(LATER, false),
                new IncidentId(some),
                new ProposedChange.Ended(IncidentOutcome.CALLED_OFF, Optional.empty()),
                "the caller rang again",
                PROPOSER,
                NOW,
                Proposal.COMMAND,
                false);
    }

    @Property
    void whatever_happens_it_waits_with_a_deadline_or_was_decided_once_by_who_may(
            @ForAll @Size(max = 10) List<Act> acts) {
        // Given
        Proposal proposal = made();

        // When
        for (Act act : acts) {
            switch (act.on.apply(proposal)) {
                case Granted<Proposal>(Proposal next) -> {
                    assertThat(proposal.state()).as("a way back by " + act).isInstanceOf(Waiting.class);
                    assertThat(next.version()).isEqualTo(proposal.version() + 1);
                    proposal = next;
                }
                case Refused<Proposal>(var refusal) -> {
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED, Reason.ACCESS_DENIED);
                    assertThat(refusal.metadata()).containsKey("resource");
                }
            }
        }

        // Then
        assertThat(proposal.nextDeadlineAt().isPresent()).isEqualTo(proposal.state() instanceof Waiting);
        assertThat(proposal.owner()).isEqualTo("desk:command");
        if (proposal.state() instanceof Decided decided) {
            switch (decided.end()) {
                case CONFIRMED, REJECTED ->
                    assertThat(decided.by()).as("a second person").isNotEqualTo(PROPOSER);
                case WITHDRAWN -> assertThat(decided.by()).isEqualTo(PROPOSER);
                case LAPSED -> assertThat(decided.escalated()).isTrue();
                case OVERTAKEN -> assertThat(decided.reason()).isNotBlank();
            }
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        SortedSet<String> seen = new TreeSet<>();
        Deque<Proposal> open = new ArrayDeque<>(List.of(made()));
        while (!open.isEmpty()) {
            Proposal proposal = open.pop();
            if (!seen.add(word(proposal))) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(proposal) instanceof Granted<Proposal>(Proposal next)) {
                    rows.add(String.join(",", word(proposal), act.name().toLowerCase(Locale.ROOT), word(next)));
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
        assertThat(End.values())
                .allSatisfy(end -> assertThat(published).anyMatch(row -> row.endsWith("," + end.word())));
    }

    private static String word(Proposal proposal) {
        return proposal.state() instanceof Waiting waiting && waiting.escalated()
                ? "waiting escalated"
                : proposal.state().word();
    }
}
