package io.qipan.dispatch.review.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.review.model.Closure.Subject.OfCall;
import io.qipan.dispatch.review.model.ClosureReviewState.Concluded;
import io.qipan.dispatch.review.model.ClosureReviewState.Open;
import io.qipan.dispatch.review.model.ClosureReviewState.Verdict;
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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class ClosureReviewProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "closure-review.csv");
    private static final String HEADER = "from,act,to";

    /** Everything that can happen to a review, by those who ended what it is about and by somebody else. */
    enum Act {
        CONCLUDE_OWN(r -> r.conclude(new Verdict.Right(), "wang", "", NOW)),
        CONCLUDE_CONFIRMED(r -> r.conclude(new Verdict.Right(), "zhao", "", NOW)),
        FIND_RIGHT(r -> r.conclude(new Verdict.Right(), "li", "", NOW)),
        FIND_WRONG(r -> r.conclude(new Verdict.Wrong("NO_ACTION"), "li", "it was a child", NOW)),
        OVERDUE(r -> Decision.grant(r.overdue(NOW.plusSeconds(60))));

        private final Function<ClosureReview, Decision<ClosureReview>> on;

        Act(Function<ClosureReview, Decision<ClosureReview>> on) {
            this.on = on;
        }
    }

    private static ClosureReview drawn() {
        UUID some = UUID.fromString("01939b4e-0000-7000-8000-000000000003");
        Closure closure = new Closure(
                new ClosureReviewId(some),
                new OfCall(new CallId(some), CallOutcome.HOAX),
                Ground.HOAX_OR_ACCIDENTAL,
                0.2,
                List.of("wang", "zhao"),
                NOW);
        return ClosureReview.drawn(closure, NOW.plusSeconds(60));
    }

    @Property
    void whatever_happens_it_is_open_with_a_deadline_or_concluded_by_somebody_who_did_not_end_it(
            @ForAll @Size(max = 8) List<Act> acts) {
        // Given
        ClosureReview review = drawn();

        // When
        for (Act act : acts) {
            switch (act.on.apply(review)) {
                case Granted<ClosureReview>(ClosureReview next) -> {
                    assertThat(review.state() instanceof Concluded && !next.equals(review))
                            .as("a way back by " + act)
                            .isFalse();
                    assertThat(next.version()).isBetween(review.version(), review.version() + 1);
                    review = next;
                }
                case Refused<ClosureReview>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED);
            }
        }

        // Then
        assertThat(review.nextDeadlineAt().isPresent()).isEqualTo(review.state() instanceof Open);
        assertThat(review.owner()).isEqualTo(review.isOverdue() ? "desk:command" : "desk:review");
        if (review.state() instanceof Concluded concluded) {
            assertThat(review.closure().by()).doesNotContain(concluded.reviewer());
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        SortedSet<String> seen = new TreeSet<>();
        Deque<ClosureReview> open = new ArrayDeque<>(List.of(drawn()));
        while (!open.isEmpty()) {
            ClosureReview review = open.pop();
            if (!seen.add(word(review)) || !(review.state() instanceof Open)) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(review) instanceof Granted<ClosureReview>(ClosureReview next)) {
                    rows.add(String.join(",", word(review), act.name().toLowerCase(Locale.ROOT), word(next)));
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

    private static String word(ClosureReview review) {
        return review.state() instanceof Open open && open.overdue()
                ? "open overdue"
                : review.state().word();
    }
}
