package io.qipan.runtime.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.StandingDeadlines;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadlineWorkerIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);

    @BeforeEach
    void aTableForEffects() {
        DATABASE.execute("create table if not exists effect (subject text not null, actor text not null)");
    }

    private record Handler(boolean callsOut, Consumer<Due> work) implements DeadlineHandler {

        @Override
        public String kind() {
            return "test.kind";
        }

        @Override
        public void handle(Due due) {
            work.accept(due);
        }
    }

    private DeadlineWorker worker(Consumer<DeadlineHandler.Due> work) {
        return new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(new Handler(false, work)));
    }

    private void set(String subject, Instant dueAt) {
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            deadlines.set("test.kind", subject, dueAt);
            return true;
        });
    }

    private static void leaveEffect(DeadlineHandler.Due due) {
        Tx.current()
                .write(
                        "insert into effect values ($1, $2)",
                        due.subject(),
                        Tx.current().actor());
    }

    private static long effects() {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select count(*) from effect")
                        .iterator()
                        .next()
                        .getLong(0));
    }

    private static Row row(String subject) {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select due_at, attempts, error from deadline where subject = $1", subject)
                        .iterator()
                        .next());
    }

    @Test
    void takesEffectOnceForEachOfTwoHundredDeadlinesWhateverThreadsCompete() {
        // Given two replicas of four threads each, and handlers that fail now and then
        Map<String, Integer> tries = new ConcurrentHashMap<>();
        Consumer<DeadlineHandler.Due> sometimesFailing = due -> {
            leaveEffect(due);
            if (tries.merge(due.subject(), 1, Integer::sum) == 1
                    && due.subject().endsWith("7")) {
                throw new IllegalStateException("the first try fails");
            }
        };
        for (int i = 0; i < 200; i++) {
            set("calls/" + i, clock.instant());
        }
        clock.advance(Duration.ofHours(1));
        DeadlineWorker one = worker(sometimesFailing);
        DeadlineWorker other = worker(sometimesFailing);

        // When
        one.start();
        other.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return StandingDeadlines.in(DATABASE.unitOfWork()).isEmpty();
        });

        // Then
        one.close();
        other.close();
        assertThat(effects()).isEqualTo(200);
        assertThat(tries).hasSize(200);
    }

    @Test
    void leavesWhatIsNotDueYet() {
        // Given
        set("calls/1", clock.instant().plusMillis(1));

        // When
        boolean handled = worker(DeadlineWorkerIT::leaveEffect).handleNext();

        // Then
        assertThat(handled).isFalse();
        assertThat(effects()).isZero();
    }

    @Test
    void takesWhatIsDueTheLongestFirst() {
        // Given
        set("calls/late", clock.instant().minusSeconds(1));
        set("calls/later", clock.instant().minusSeconds(2));

        // When
        boolean handled = worker(DeadlineWorkerIT::leaveEffect).handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(StandingDeadlines.in(DATABASE.unitOfWork()))
                .extracting(Standing::subject)
                .containsExactly("calls/late");
    }

    @Test
    void triesAgainLaterAndRemembersWhyWhenTheHandlerFails() {
        // Given
        set("calls/1", clock.instant());
        DeadlineWorker failing = worker(due -> {
            leaveEffect(due);
            throw new IllegalStateException("the printer is on fire");
        });
        boolean first = failing.handleNext();
        clock.advance(Duration.ofSeconds(1));

        // When
        boolean second = failing.handleNext();

        // Then
        Row left = row("calls/1");
        assertThat(first && second).isTrue();
        assertThat(effects()).isZero();
        assertThat(left.getInteger("attempts")).isEqualTo(2);
        assertThat(left.getString("error")).contains("the printer is on fire");
        assertThat(left.getOffsetDateTime("due_at").toInstant())
                .isEqualTo(clock.instant().plusSeconds(2));
    }

    @Test
    void survivesAHandlerThatEndsWithAnErrorOfTheMachine() {
        // Given
        set("calls/1", clock.instant());
        DeadlineWorker failing = worker(due -> {
            throw new StackOverflowError("too deep");
        });

        // When
        boolean handled = failing.handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(row("calls/1").getString("error")).contains("too deep");
    }

    @Test
    void waitsNoLongerThanAMinuteBetweenTries() {
        // Given
        set("calls/1", clock.instant());
        DeadlineWorker failing = worker(due -> {
            throw new IllegalStateException("again");
        });

        // When
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMinutes(1));
            boolean ignored = failing.handleNext();
        }

        // Then
        Row left = row("calls/1");
        assertThat(left.getInteger("attempts")).isEqualTo(12);
        assertThat(left.getOffsetDateTime("due_at").toInstant())
                .isEqualTo(clock.instant().plusSeconds(60));
    }

    @Test
    void waitsNoLongerThanFiveSecondsForAServiceThatIsAway() {
        // Given
        set("calls/1", clock.instant());
        DeadlineWorker failing = worker(due -> {
            throw new PeerAway("patrol-service", new IllegalStateException("nobody listens"));
        });

        // When
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMinutes(1));
            boolean ignored = failing.handleNext();
        }

        // Then
        Row left = row("calls/1");
        assertThat(left.getInteger("attempts")).isEqualTo(12);
        assertThat(left.getOffsetDateTime("due_at").toInstant())
                .isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void letsAHandlerSetItsOwnDeadlineAgain() {
        // Given
        set("calls/1", clock.instant());
        Instant next = clock.instant().plusSeconds(600);

        // When
        boolean handled =
                worker(due -> deadlines.set(due.kind(), due.subject(), next)).handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(StandingDeadlines.in(DATABASE.unitOfWork()))
                .containsExactly(new Standing("test.kind", "calls/1", next));
    }

    @Test
    void keepsTheDeadlineOfAHandlerThatCallsOutUntilItIsLifted() {
        // Given a process that dies while it calls out: nothing is lifted
        set("orders/1", clock.instant());
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(), clock, List.of(new Handler(true, due -> attempts.add(due.attempts()))));
        boolean first = worker.handleNext();
        boolean during = worker.handleNext();
        clock.advance(DeadlineWorker.LEASE);

        // When
        boolean after = worker.handleNext();

        // Then
        assertThat(List.of(first, during, after)).containsExactly(true, false, true);
        assertThat(attempts).containsExactly(0, 1);
    }

    @Test
    void callsOutWithoutAnOpenTransaction() {
        // Given
        set("orders/1", clock.instant());
        DeadlineWorker worker = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(new Handler(true, due -> {
            boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
                deadlines.lift(due.kind(), due.subject());
                return true;
            });
        })));

        // When
        boolean handled = worker.handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(StandingDeadlines.in(DATABASE.unitOfWork())).isEmpty();
    }

    @Test
    void putsOffAHandlerThatFailsWhileItCallsOut() {
        // Given
        set("orders/1", clock.instant());
        DeadlineWorker worker = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(new Handler(true, due -> {
            throw new IllegalStateException("nobody answers");
        })));

        // When
        boolean handled = worker.handleNext();

        // Then
        Row left = row("orders/1");
        assertThat(handled).isTrue();
        assertThat(left.getInteger("attempts")).isEqualTo(1);
        assertThat(left.getOffsetDateTime("due_at").toInstant())
                .isEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void putsOffAKindThatNobodyHandles() {
        // Given
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            deadlines.set("unknown.kind", "calls/1", clock.instant());
            return true;
        });

        // When
        boolean handled = worker(DeadlineWorkerIT::leaveEffect).handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(row("calls/1").getString("error")).contains("unknown.kind");
    }
}
