package io.qipan.dispatch.visit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.visit.model.VisitRound.Missing;
import io.qipan.dispatch.visit.model.VisitRound.Pace;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever is told how often and in which order: the newest counts, each is news once at most, and each look has a next or is the
 * last. {@code -Dtransitions.update=true} publishes the table anew.
 */
class KnownVisitProperty {
    private static final Instant UNTIL = Instant.parse("2026-11-22T16:00:00Z");
    private static final String ROUND = "overdueVisits/zone-Z7/2026-11-22";
    private static final Pace PACE = new Pace(Duration.ofHours(24), Duration.ofDays(7));

    private static final Path TABLE = Path.of("..", "docs", "transitions", "overdue-visits.csv");
    private static final String HEADER = "from,act,to";
    private static final Optional<Missing> SOME = Optional.of(new Missing(2, "visitDuties/a-b/2026-11-22"));

    private static VisitNews news(int version, boolean overdue) {
        return new VisitNews("visitDuties/must_patrol_point-P1/2026-11-22", version, ROUND, UNTIL, overdue);
    }

    @Property(tries = 300)
    void the_newest_that_was_told_is_known_and_nothing_is_news_twice(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int length) {
        Random random = new Random(seed);
        List<VisitNews> history = new ArrayList<>();
        for (int version = 1; version <= length; version++) {
            history.add(news(version, random.nextBoolean()));
        }
        Optional<KnownVisit> known = Optional.empty();
        List<Long> taken = new ArrayList<>();
        long newest = 0;
        boolean wasOverdue = false;

        for (int i = 0; i < 40; i++) {
            VisitNews told = history.get(random.nextInt(length));
            if (wasOverdue || told.overdue()) {
                newest = Math.max(newest, told.version());
                wasOverdue = true;
            }
            Optional<KnownVisit> next = KnownVisit.after(known, told);
            if (next.isPresent()) {
                taken.add(told.version());
                known = next;
            }
        }

        assertThat(taken).isSorted().doesNotHaveDuplicates();
        assertThat(known.isPresent()).isEqualTo(wasOverdue);
        if (known.isPresent()) {
            VisitNews last = history.get((int) newest - 1);
            assertThat(known.get().version()).isEqualTo(last.version());
            assertThat(known.get().overdue()).isEqualTo(last.overdue());
        }
    }

    @Property(tries = 300)
    void each_look_is_followed_by_a_later_one_or_is_the_last(
            @ForAll boolean isMissing, @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int fromUntilS) {
        Instant now = UNTIL.plusSeconds(fromUntilS);
        VisitRound round = at(now, isMissing ? SOME : Optional.empty());

        switch (round.look(now, PACE)) {
            case Granted<VisitRound>(VisitRound next) -> {
                assertThat(next.nextDeadlineAt()).isAfter(now).isBeforeOrEqualTo(UNTIL.plus(PACE.keep()));
                assertThat(next.missing()).isEqualTo(round.missing());
            }
            case Refused<VisitRound> _ ->
                assertThat(PACE.isForgotten(UNTIL, now)).isTrue();
        }
        assertThat(round.isUrgedAt(now)).isEqualTo(isMissing && fromUntilS < 0);
    }

    /** What a round is to people at a time. */
    private static String word(VisitRound round, Instant now) {
        String missing = now.isBefore(UNTIL) ? "overdue" : "missed";
        return round.missing().isPresent() ? missing : "clear";
    }

    private static VisitRound at(Instant now, Optional<Missing> missing) {
        return VisitRound.of(ROUND, UNTIL, missing, "desk:command", now, PACE);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        for (Instant now : List.of(UNTIL.minus(Duration.ofDays(3)), UNTIL.minusSeconds(1), UNTIL)) {
            for (Optional<Missing> before : List.of(SOME, Optional.<Missing>empty())) {
                String from = word(at(now, before), now);
                rows.add(from + ",fall_overdue," + word(at(now, SOME), now));
                rows.add(from + ",make_all," + word(at(now, Optional.empty()), now));
                Instant due = at(now, before).nextDeadlineAt();
                rows.add(from + ",look,"
                        + switch (at(now, before).look(due, PACE)) {
                            case Granted<VisitRound>(VisitRound next) -> word(next, due);
                            case Refused<VisitRound> _ -> "forgotten";
                        });
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
