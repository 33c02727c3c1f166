package io.qipan.patrol.coverage.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Standing.Gap;
import io.qipan.patrol.coverage.model.Standing.Seen;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What visits amount to by the time between them. */
class StandingProperty {
    /** The year changes in China. */
    private static final Instant NEW_YEAR = Instant.parse("2026-12-31T16:00:00Z");

    private static VisitingRule rule(long largestS, long smallestS) {
        return new VisitingRule(List.of(), 1, Period.MONTH, 0, 0, Optional.empty(), new Gaps(largestS, smallestS));
    }

    /** Of an hour each, by hours from the new year on. */
    private static List<Seen> visits(List<Integer> hours) {
        return hours.stream()
                .sorted()
                .map(hour -> NEW_YEAR.plus(Duration.ofHours(hour)))
                .map(from -> new Seen(from, from.plus(Duration.ofHours(1)), !from.isBefore(NEW_YEAR)))
                .toList();
    }

    @Property
    void visits_that_count_are_as_far_apart_as_the_rule_says(
            @ForAll @Size(max = 30) List<@IntRange(min = -400, max = 400) Integer> hours,
            @ForAll @IntRange(min = 1, max = 100) int smallestHours) {
        // Given
        List<Seen> visits = visits(hours);

        // When
        Standing standing = Standing.of(rule(0, smallestHours * 3_600L), visits, NEW_YEAR);

        // Then
        List<Seen> apart = new ArrayList<>();
        for (Seen visit : visits) {
            if (apart.isEmpty()
                    || Duration.between(apart.getLast().until(), visit.from()).toHours() >= smallestHours) {
                apart.add(visit);
            }
        }
        assertThat(standing.done())
                .isEqualTo((int) apart.stream().filter(Seen::inPeriod).count());
    }

    @Property
    void no_hour_without_a_visit_is_missed_and_none_is_counted_twice(
            @ForAll @Size(max = 20) List<@IntRange(min = -400, max = 400) Integer> hours) {
        // Given
        List<Seen> visits = visits(hours);
        Instant began = NEW_YEAR.minus(Duration.ofHours(500));

        // When
        Gap gap = Standing.of(rule(1, 0), visits, began).gap().orElseThrow();

        // Then hour by hour
        long alone = 0;
        long longest = 0;
        Instant since = began;
        for (Instant hour = began;
                hour.isBefore(NEW_YEAR.plus(Duration.ofHours(402)));
                hour = hour.plusSeconds(3_600)) {
            Instant at = hour;
            boolean visited = visits.stream().anyMatch(visit -> visit.from().equals(at));
            if (visited && !at.isBefore(NEW_YEAR)) {
                longest = Math.max(longest, alone);
            }
            alone = visited ? 0 : alone + 1;
            since = visited ? at.plusSeconds(3_600) : since;
        }
        assertThat(gap).isEqualTo(new Gap(since, longest * 3_600));
    }

    @Example
    void the_last_hour_of_the_year_spoils_the_first_of_the_next() {
        // Given
        List<Seen> visits = visits(List.of(-2, 1, 120));

        // When
        Standing standing = Standing.of(rule(0, 96 * 3_600), visits, NEW_YEAR);

        // Then
        assertThat(standing).isEqualTo(new Standing(1, Optional.empty()));
    }

    @Example
    void time_before_the_rule_is_no_gap() {
        // Given
        Instant began = NEW_YEAR.plus(Duration.ofHours(10));

        // When
        Standing standing = Standing.of(rule(3_600, 0), visits(List.of(-300, 30)), began);

        // Then
        assertThat(standing.gap()).contains(new Gap(NEW_YEAR.plus(Duration.ofHours(31)), 20 * 3_600));
    }
}
