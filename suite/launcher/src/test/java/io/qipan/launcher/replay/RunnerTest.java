package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.launcher.UserError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunnerTest {

    private static final Pace AT_ONCE = new Pace(Double.POSITIVE_INFINITY, System::nanoTime);

    @Test
    void eachTaskRunsOnceAfterThoseItDependsOn() throws InterruptedException {
        // Given
        Plan plan = Plan.of(Samples.sample());
        Map<Task, Integer> finished = new ConcurrentHashMap<>();
        List<String> tooEarly = Collections.synchronizedList(new ArrayList<>());
        List<List<Integer>> predecessors = plan.predecessors();

        // When
        new Runner(plan, AT_ONCE, 16, task -> {
                    for (int before : predecessors.get(plan.tasks().indexOf(task))) {
                        if (!finished.containsKey(plan.tasks().get(before))) {
                            tooEarly.add(task.toString());
                        }
                    }
                    finished.merge(task, 1, Integer::sum);
                })
                .run();

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(finished).hasSize(plan.tasks().size());
        assertThat(finished.values()).containsOnly(1);
    }

    @Test
    void tasksThatShareNothingRunSideBySide() throws InterruptedException {
        // Given
        Plan plan = unrelated(8);
        CountDownLatch allAtOnce = new CountDownLatch(4);
        AtomicInteger met = new AtomicInteger();

        // When
        new Runner(plan, AT_ONCE, 4, task -> {
                    allAtOnce.countDown();
                    if (await(allAtOnce)) {
                        met.incrementAndGet();
                    }
                })
                .run();

        // Then
        assertThat(met).hasValue(8);
    }

    @Test
    void afterAFailureNothingNewIsBegun() {
        // Given
        Plan plan = unrelated(50);
        AtomicInteger begun = new AtomicInteger();

        // When
        Throwable failure = catchThrowable(() -> new Runner(plan, AT_ONCE, 1, task -> {
                    if (begun.incrementAndGet() == 3) {
                        throw new UserError("no further");
                    }
                })
                .run());

        // Then
        assertThat(failure).hasMessage("no further");
        assertThat(begun).hasValue(3);
    }

    @Test
    @Timeout(30)
    void anErrorEndsItToo() {
        // Given
        Plan plan = unrelated(5);

        // When
        Throwable failure = catchThrowable(() -> new Runner(plan, AT_ONCE, 1, task -> {
                    throw new AssertionError("cannot be");
                })
                .run());

        // Then
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessage("cannot be");
    }

    @Test
    void aPaceHoldsBackWhatIsNotDue() {
        // Given
        Pace sixtyTimes = new Pace(60, () -> 0);
        Instant first = Instant.EPOCH;

        // When
        long wait = sixtyTimes.nanosUntil(first, first.plusSeconds(120));

        // Then
        assertThat(wait).isEqualTo(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void aPaceThatContinuesDoesNotWaitForWhatIsRecorded() {
        // Given
        Instant first = Instant.EPOCH;

        // When
        Pace continued = new Pace(1, () -> 0).continuingAt(first.plusSeconds(3600));

        // Then
        assertThat(continued.nanosUntil(first, first.plusSeconds(3599))).isNegative();
        assertThat(continued.nanosUntil(first, first.plusSeconds(3605))).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void aPacedReplayTakesItsTime() throws InterruptedException {
        // Given
        Plan plan = unrelated(3);
        long start = System.nanoTime();

        // When
        new Runner(plan, new Pace(10, System::nanoTime), 4, task -> {}).run();

        // Then
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void whatIsNoSpeedIsSaidToBeSo() {
        // Given
        String speed = "fast";

        // When
        Throwable refusal = catchThrowable(() -> Pace.parseSpeed(speed));

        // Then
        assertThat(refusal).isInstanceOf(UserError.class).hasMessageContaining("--speed 'fast'");
        assertThat(catchThrowable(() -> Pace.parseSpeed("0"))).isInstanceOf(UserError.class);
        assertThat(catchThrowable(() -> Pace.parseSpeed("NaN"))).isInstanceOf(UserError.class);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Registrations of different units, one a second. */
    private static Plan unrelated(int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Recording.Unit unit = new Recording.Unit("units/" + i, "", "");
            tasks.add(new Task.RegisterUnit(unit, Instant.EPOCH.plusSeconds(i)));
        }
        return new Plan(tasks, List.of(), List.of());
    }
}
