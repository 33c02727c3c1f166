package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.BOAT;
import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whatever the order, the batches and the repeats: what was sent is stored, and once. */
class PositionSetIT {
    private static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private record Sent(String unit, String device, long sequence, Instant fixedAt) {}

    @BeforeContainer
    static void open() {
        DATABASE.beforeAll(noContext());
    }

    @AfterContainer
    static void close() throws Exception {
        DATABASE.afterAll(noContext());
    }

    /** jqwik has none, and the database asks for nothing in it. */
    @SuppressWarnings("NullAway")
    private static ExtensionContext noContext() {
        return null;
    }

    @Provide
    Arbitrary<Set<Sent>> fixes() {
        return Combinators.combine(
                        Arbitraries.of(CAR, BOAT),
                        Arbitraries.of("a", "b"),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.integers().between(0, 3).map(day -> NOW.minus(Duration.ofDays(day))))
                .as(Sent::new)
                .set()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 40)
    void exactly_the_set_is_stored(@ForAll("fixes") Set<Sent> set, @ForAll long seed) {
        // Given
        DATABASE.clear();
        Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.at(NOW));
        Fixes.register(patrol, CAR, BOAT);
        PositionIntake intake = patrol.intake();
        intake.start();
        List<Batch> batches = sometimesAgain(set, new Random(seed));

        // When
        List<CompletableFuture<Kept>> kept = batches.stream().map(intake::take).toList();

        // Then
        int stored = kept.stream()
                .map(CompletableFuture::join)
                .mapToInt(one -> one instanceof Stored(int fixes, boolean _) ? fixes : 0)
                .sum();
        intake.close();
        assertThat(stored).isEqualTo(set.size());
        assertThat(all(patrol)).containsExactlyInAnyOrderElementsOf(set);
    }

    /** Batches of one unit each in any order, in which fixes come again, and batches that come again. */
    private static List<Batch> sometimesAgain(Set<Sent> set, Random random) {
        List<Sent> order = new ArrayList<>(set);
        set.stream().filter(sent -> random.nextInt(3) == 0).forEach(order::add);
        Collections.shuffle(order, random);
        List<Batch> batches = new ArrayList<>();
        for (String unit : List.of(CAR, BOAT)) {
            List<Fix> fixes = new ArrayList<>();
            for (Sent sent : order) {
                if (sent.unit().equals(unit)) {
                    fixes.add(Fixes.fix(sent.device(), sent.sequence(), sent.fixedAt()));
                }
                if (random.nextInt(4) == 0) {
                    batches.add(new Batch(unit, fixes, List.of()));
                    fixes.clear();
                }
            }
            batches.add(new Batch(unit, fixes, List.of()));
        }
        batches.addAll(List.copyOf(batches).stream()
                .filter(batch -> random.nextInt(3) == 0)
                .toList());
        Collections.shuffle(batches, random);
        return batches;
    }

    private static Collection<Sent> all(Patrol patrol) {
        Page page = Page.of(1_000, 1_000, "", "");
        List<Sent> all = new ArrayList<>();
        Set<Sent> seen = new HashSet<>();
        for (String unit : List.of(CAR, BOAT)) {
            patrol.unitOfWork()
                    .read(() -> patrol.positions().track(unit, Instant.EPOCH, NOW.plusSeconds(1), page))
                    .forEach(fix -> all.add(new Sent(
                            unit, fix.device(), fix.sequence(), fix.position().fixedAt())));
        }
        seen.addAll(all);
        assertThat(seen).hasSameSizeAs(all);
        return all;
    }
}
