package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.model.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What was measured bit by bit, in any order, is what measuring all at once gives. */
class MeasuringProperty {
    private static final Comparator<Piece> ORDER =
            Comparator.comparing(Piece::feature).thenComparing(Piece.BY_TIME).thenComparing(Piece::slotFrom);

    /** What the store does, in memory: quarters that fixes touch are replaced from the fixes there are. */
    private static final class Store {
        private final Survey survey;
        private final TreeMap<Instant, Fix> fixes = new TreeMap<>();
        private final TreeMap<Quarter, List<Piece>> pieces = new TreeMap<>();

        Store(Survey survey) {
            this.survey = survey;
        }

        void add(List<Fix> some) {
            some.forEach(fix -> fixes.put(fix.position().fixedAt(), fix));
            Instant first = some.stream()
                    .map(fix -> fix.position().fixedAt())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant last = some.stream()
                    .map(fix -> fix.position().fixedAt())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            SortedSet<Quarter> touched = Quarter.touchedBy(first, last);
            for (Quarter.Run run : Quarter.runs(touched)) {
                List<Piece> found = measure(run.from(), run.until());
                touched.forEach(pieces::remove);
                found.forEach(piece -> pieces.computeIfAbsent(piece.quarter(), q -> new ArrayList<>())
                        .add(piece));
            }
        }

        private List<Piece> measure(Instant from, Instant until) {
            List<Fix> near =
                    List.copyOf(fixes.subMap(from.minus(Track.LONGEST_GAP), true, until.plus(Track.LONGEST_GAP), false)
                            .values());
            return survey.measure(Track.legs(near, 70), from, until, period -> 1);
        }

        List<Piece> all() {
            return pieces.values().stream().flatMap(List::stream).sorted(ORDER).toList();
        }

        List<Piece> atOnce() {
            return survey
                    .measure(
                            Track.legs(List.copyOf(fixes.values()), 70),
                            Quarter.of(MORNING.minus(Duration.ofDays(2))).from(),
                            Quarter.of(MORNING.plus(Duration.ofDays(2))).from(),
                            period -> 1)
                    .stream()
                    .sorted(ORDER)
                    .toList();
        }
    }

    @Property(tries = 300)
    void any_order_and_any_batches_give_the_same(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 120) int size,
            @ForAll @IntRange(min = 1, max = 40) int batch) {
        Random random = new Random(seed);
        Store store = new Store(Beat.survey(RandomBeat.features(random)));
        List<Fix> fixes = RandomBeat.track(random, size);

        RandomBeat.batches(random, fixes, batch).forEach(store::add);

        assertThat(store.all()).isEqualTo(store.atOnce());
    }

    @Property(tries = 100)
    void no_piece_leaves_its_quarter_or_its_slot(@ForAll long seed) {
        Random random = new Random(seed);
        Survey survey = Beat.survey(RandomBeat.features(random));
        Store store = new Store(survey);
        store.add(RandomBeat.track(random, 100));

        for (Piece piece : store.atOnce()) {
            assertThat(piece.from())
                    .isBetween(piece.quarter().from(), piece.quarter().until());
            assertThat(piece.until()).isBetween(piece.from(), piece.quarter().until());
            assertThat(survey.find(piece.feature())
                            .orElseThrow()
                            .slotsDuring(piece.from(), piece.until().plusNanos(1_000)))
                    .anyMatch(slot -> slot.from().equals(piece.slotFrom())
                            && !slot.until().isBefore(piece.until()));
        }
    }
}
