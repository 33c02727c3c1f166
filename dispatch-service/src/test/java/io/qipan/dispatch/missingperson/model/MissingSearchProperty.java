package io.qipan.dispatch.missingperson.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Closing.Means;
import io.qipan.dispatch.missingperson.model.Closing.Outcome;
import io.qipan.dispatch.missingperson.model.MissingSearch.Pace;
import io.qipan.dispatch.missingperson.model.SearchState.Going;
import io.qipan.dispatch.missingperson.model.SearchState.Held;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MissingSearchProperty {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final Pace PACE = new Pace(
            CirclePlan.of(
                    List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3)),
                    List.of(100, 200, 300, 500)),
            Duration.ofHours(1));

    /** What can happen to a search: the clock looks, or somebody decides. */
    enum Act {
        LOOK,
        WIDEN,
        HOLD,
        AMEND,
        TAKE_OVER,
        CLOSE
    }

    private static MissingSearch opened(int minutesAgo, int withinMinutes) {
        MissingSearch draft = new MissingSearch(
                new MissingSearchId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                1,
                new Going(START),
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                new Missing(
                        "乌**",
                        AgeGroup.MINOR,
                        START.minus(Duration.ofMinutes(minutesAgo)),
                        Duration.ofMinutes(withinMinutes)),
                List.of(
                        new Alert(100, List.of("units/car-1")),
                        new Alert(250, List.of("units/car-1", "agencies/baotou"))),
                List.of(),
                "wang",
                START,
                false,
                0);
        return MissingSearch.opened(draft, PACE, "wang");
    }

    private static Closing closing(Instant now) {
        return new Closing(
                Outcome.FOUND_ALIVE,
                Optional.of(Means.BY_PATROL),
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                "wang",
                "at the bus station");
    }

    private static Decision<MissingSearch> act(MissingSearch search, Act act, Instant now) {
        return switch (act) {
            case LOOK -> Decision.grant(search.look(PACE, now, "system:deadlines"));
            case WIDEN -> search.widen(search.widestKm() + 70, List.of("units/car-2"), "a bus", "li", PACE, now);
            case HOLD -> search.hold(now.plus(Duration.ofMinutes(90)), "being checked", "li", now);
            case AMEND ->
                search.amend(
                        new Missing(
                                "李*",
                                AgeGroup.ADULT,
                                search.missing().lastSeenAt().minusSeconds(2400),
                                Duration.ZERO),
                        PACE,
                        now);
            case TAKE_OVER -> Decision.grant(search.takeOver("li"));
            case CLOSE -> search.close(closing(now), true);
        };
    }

    @Property
    void whatever_happens_circles_only_grow_nobody_is_told_twice_and_what_is_open_is_looked_at_again(
            @ForAll @IntRange(max = 300) int minutesAgo,
            @ForAll @IntRange(max = 120) int withinMinutes,
            @ForAll @Size(max = 15) List<Act> acts,
            @ForAll @Size(value = 15) List<@IntRange(max = 100) Integer> minutes) {
        // Given
        MissingSearch search = opened(minutesAgo, withinMinutes);
        Instant now = START;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plus(Duration.ofMinutes(minutes.get(i)));
            MissingSearch before = search;
            switch (act(search, acts.get(i), now)) {
                case Granted<MissingSearch>(MissingSearch next) -> search = next;
                case Decision.Refused<MissingSearch>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
            // Then
            assertThat(search.circles()).startsWith(before.circles().toArray(Circle[]::new));
            assertThat(before.isClosed() && !search.isClosed()).as("a way back").isFalse();
            if (acts.get(i) == Act.LOOK && search.state() instanceof Going) {
                Duration elapsed = Duration.between(search.missing().earliest(), now);
                assertThat(search.widestKm())
                        .isGreaterThanOrEqualTo(PACE.plan().at(elapsed).radiusKm());
                assertThat(search.nextDeadlineAt().orElseThrow()).isAfter(now);
            }
            boolean sameVersion = search.version() == before.version();
            assertThat(sameVersion && search.circles().size() > before.circles().size())
                    .as("a circle that no etag tells of")
                    .isFalse();
        }
        assertThat(search.isClosed()).isEqualTo(search.nextDeadlineAt().isEmpty());
        List<Integer> radii = search.circles().stream().map(Circle::radiusKm).toList();
        assertThat(radii).isSorted().doesNotHaveDuplicates();
        List<String> told = new ArrayList<>();
        search.circles().forEach(circle -> told.addAll(circle.tell()));
        assertThat(told).doesNotHaveDuplicates();
    }

    @Property
    void a_hold_keeps_the_circle_until_its_end(@ForAll @IntRange(min = 1, max = 1440) int minutes) {
        // Given
        Instant until = START.plus(Duration.ofMinutes(minutes));
        MissingSearch held =
                opened(0, 0).hold(until, "being checked", "li", START).orRefuse();

        // When
        MissingSearch tooEarly = held.look(PACE, until.minusSeconds(1), "system:deadlines");
        MissingSearch after = held.look(PACE, until, "system:deadlines");

        // Then
        assertThat(held.state()).isInstanceOf(Held.class);
        assertThat(tooEarly).isEqualTo(held);
        assertThat(after.state()).isInstanceOf(Going.class);
        assertThat(after.widestKm())
                .isEqualTo(PACE.plan().at(Duration.ofMinutes(minutes)).radiusKm());
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // Given
        Map<String, Function<MissingSearch, Decision<MissingSearch>>> acts = Arrays.stream(Act.values())
                .collect(Collectors.toMap(
                        act -> act.name().toLowerCase(Locale.ROOT), act -> search -> act(search, act, START)));
        acts.put("look_when_the_hold_is_over", search -> act(search, Act.LOOK, START.plus(Duration.ofHours(2))));

        // When
        List<String> rows = TransitionTable.of(
                List.of(opened(0, 0)), acts, search -> search.state().word());

        // Then
        TransitionTable.assertPublished("missing-search", rows);
    }
}
