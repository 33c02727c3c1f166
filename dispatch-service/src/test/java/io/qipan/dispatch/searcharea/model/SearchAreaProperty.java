package io.qipan.dispatch.searcharea.model;

import static io.qipan.dispatch.searcharea.model.Told.NOW;
import static io.qipan.dispatch.searcharea.model.Told.circle;
import static io.qipan.dispatch.searcharea.model.Told.searched;
import static io.qipan.dispatch.searcharea.model.Told.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.searcharea.model.SearchArea.Drawn;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Over;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class SearchAreaProperty {
    private static final Path TABLE = Path.of("..", "docs", "transitions", "search-area.csv");
    private static final String HEADER = "from,act,to";
    private static final Duration LOOK = Duration.ofMinutes(10);

    /** Everything that can happen to a search area. */
    enum Act {
        TELL((a, now) -> area(a.tell(that(circle(500, 0, 900), 0.7), now, now.plus(LOOK)))),
        REVOKE((a, now) -> area(a.revoke(latest(a), "zhao", "another bridge", now, now.plus(LOOK)))),
        GROW((a, now) -> a.grow(now.plus(LOOK))),
        REMIND((a, now) -> a.remind(now.plus(LOOK))),
        TAKE_OVER((a, now) -> a.takeOver("zhao")),
        FIND((a, now) -> a.find(new End(now, "zhao", "seen by boat-1"))),
        GIVE_UP((a, now) -> a.giveUp(new End(now, "zhao", "called back, is at home"))),
        END((a, now) -> a.end(new End(now, "zhao", "the incident has ended")));

        private final BiFunction<SearchArea, Instant, Decision<SearchArea>> on;

        Act(BiFunction<SearchArea, Instant, Decision<SearchArea>> on) {
            this.on = on;
        }
    }

    private static Decision<SearchArea> area(Decision<Drawn> decision) {
        return decision.then(drawn -> Decision.grant(drawn.area()));
    }

    /** The last fact that counts, or one that is not there. */
    private static int latest(SearchArea area) {
        return area.facts().stream()
                .filter(SearchFact::isLive)
                .mapToInt(SearchFact::number)
                .max()
                .orElse(99);
    }

    private static SearchArea opened() {
        SearchArea draft = new SearchArea(
                new SearchAreaId(UUID.fromString("01939b4e-0000-7000-8000-000000000005")),
                1,
                new Open(NOW.plus(LOOK), 0),
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                List.of(),
                Optional.empty(),
                "wang",
                "wang",
                NOW,
                false);
        return SearchArea.opened(draft, List.of(searched(circle(0, 0, 100), 0.3), that(circle(0, 0, 1000), 0.8)))
                .orRefuse()
                .area();
    }

    @Property(tries = 60)
    void whatever_happens_it_has_an_owner_a_deadline_and_all_its_facts_or_is_over(
            @ForAll @Size(max = 12) List<Act> acts) {
        // Given
        SearchArea area = opened();
        Instant now = NOW;

        // When
        for (Act act : acts) {
            now = now.plusSeconds(30);
            switch (act.on.apply(area, now)) {
                case Granted<SearchArea>(SearchArea next) -> {
                    assertThat(area.state())
                            .as("a way back from over by " + act)
                            .isInstanceOf(Open.class);
                    assertThat(next.version() - area.version())
                            .as("what changes it changes the etag, reminders do not")
                            .isEqualTo(act == Act.REMIND ? 0 : 1);
                    assertThat(next.facts())
                            .hasSizeGreaterThanOrEqualTo(area.facts().size());
                    area = next;
                }
                case Refused<SearchArea>(var refusal) -> {
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INCOMPLETE, Reason.NOT_FOUND);
                    assertThat(refusal.metadata()).containsKey("resource");
                }
            }
        }

        // Then
        assertThat(area.owner()).isNotBlank();
        assertThat(area.facts()).extracting(SearchFact::number).isSorted();
        assertThat(area.map(now)).isInstanceOf(Granted.class);
        switch (area.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfter(NOW);
            case Over over -> assertThat(over.end().reason()).isNotBlank();
        }
    }

    @Example
    void a_revoked_fact_leaves_all_as_if_it_had_never_been_told_and_stays_in_the_history() {
        // Given
        SearchArea before = opened();
        SearchArea told = Act.TELL.on.apply(before, NOW.plusSeconds(60)).orRefuse();

        // When
        SearchArea revoked = told.revoke(3, "zhao", "another bridge", NOW.plusSeconds(120), NOW.plus(LOOK))
                .orRefuse()
                .area();

        // Then
        assertThat(revoked.map(NOW).orRefuse().regions())
                .isEqualTo(before.map(NOW).orRefuse().regions());
        assertThat(revoked.facts()).hasSize(3);
        SearchFact fact = revoked.facts().getLast();
        assertThat(fact.narrowing().beforeM2()).isGreaterThan(fact.narrowing().afterM2());
        assertThat(fact.revocation()).hasValueSatisfying(why -> {
            assertThat(why.reason()).isEqualTo("another bridge");
            assertThat(why.narrowing().beforeM2()).isEqualTo(fact.narrowing().afterM2());
            assertThat(why.narrowing().afterM2()).isEqualTo(fact.narrowing().beforeM2());
        });
        assertThat(revoked.mapAsOf(NOW.plusSeconds(90)).orRefuse().areaM2(0.8))
                .as("what was thought while it counted")
                .isEqualTo(fact.narrowing().afterM2());
        assertThat(revoked.mapAsOf(NOW.minusSeconds(1))).isInstanceOf(Refused.class);
    }

    @Example
    void the_first_facts_tell_what_each_of_them_did() {
        // When
        List<SearchFact> facts = opened().facts();

        // Then
        assertThat(facts).extracting(fact -> fact.narrowing().beforeM2()).containsExactly(0.0, 0.0);
        assertThat(facts.getFirst().narrowing().afterM2())
                .as("searched in vain before anything says where")
                .isZero();
        assertThat(facts.getLast().narrowing().afterM2()).isPositive();
    }

    @Example
    void it_takes_fifty_facts_and_is_never_left_without_one_that_says_where() {
        // Given
        SearchArea area = opened();
        while (area.facts().size() < 50) {
            area = Act.TELL.on.apply(area, NOW).orRefuse();
        }
        SearchArea full = area;

        // When
        var refusal = ((Refused<SearchArea>) Act.TELL.on.apply(full, NOW)).refusal();

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.message()).contains("more than 50 facts");
        assertThat(((Refused<Drawn>) opened().revoke(2, "zhao", "no", NOW, NOW))
                        .refusal()
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<SearchArea> left =
                new ArrayDeque<>(List.of(Act.TELL.on.apply(opened(), NOW).orRefuse()));
        SortedSet<String> seen = new TreeSet<>();
        while (!left.isEmpty()) {
            SearchArea area = left.pop();
            if (!seen.add(area.state().word())) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(area, NOW) instanceof Granted<SearchArea>(SearchArea next)) {
                    rows.add(String.join(
                            ",",
                            area.state().word(),
                            act.name().toLowerCase(Locale.ROOT),
                            next.state().word()));
                    left.push(next);
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
