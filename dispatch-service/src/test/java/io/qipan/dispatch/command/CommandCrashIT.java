package io.qipan.dispatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.contingency.ContingencyFeature;
import io.qipan.dispatch.incident.IncidentFeature;
import io.qipan.dispatch.missingperson.MissingPersonFeature;
import io.qipan.dispatch.order.OrderFeature;
import io.qipan.dispatch.peer.FakeEcologyCases;
import io.qipan.dispatch.peer.FakePatrol;
import io.qipan.dispatch.response.ResponseFeature;
import io.qipan.dispatch.review.FakeLots;
import io.qipan.dispatch.review.ReviewFeature;
import io.qipan.dispatch.searcharea.SearchAreaFeature;
import io.qipan.dispatch.sharing.SharingFeature;
import io.qipan.dispatch.transfer.TransferFeature;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The process dies in the middle of a command to a thousand: nobody is lost and nobody is told twice. */
class CommandCrashIT {
    private static final int UNITS = 1_000;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/dispatch")
            .keeping("incident_type", "duplicate_rule", "scope_list", "scope_entry");

    /** What of the work reaches journal and deadlines; the n-th time the power fails. */
    private static final class Power {
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        void failsAt(int use) {
            left.set(use);
        }

        void use() {
            if (left.decrementAndGet() == 0) {
                throw new AssertionError("the power fails here");
            }
        }
    }

    private record FailingJournal(Journal inner, Power power) implements Journal {
        @Override
        public void append(String resource, String action, Instant occurredAt, String reason, Message state) {
            power.use();
            inner.append(resource, action, occurredAt, reason, state);
        }

        @Override
        public void appendAll(List<Entry> entries) {
            power.use();
            inner.appendAll(entries);
            power.use();
        }
    }

    private record FailingDeadlines(Deadlines inner, Power power) implements Deadlines {
        @Override
        public void set(String kind, String subject, Instant dueAt) {
            power.use();
            inner.set(kind, subject, dueAt);
            power.use();
        }

        @Override
        public void bringForward(String kind, String subject, Instant dueAt) {
            power.use();
            inner.bringForward(kind, subject, dueAt);
        }

        @Override
        public void lift(String kind, String subject) {
            power.use();
            inner.lift(kind, subject);
        }

        @Override
        public void liftAll(String subject) {
            inner.liftAll(subject);
        }
    }

    private final Power power = new Power();
    private final TestClock clock = TestClock.standing();
    private final CommandFeature feature = feature();
    private final DeadlineWorker worker = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(feature.handler()));

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(feature.rpc())).withClock(clock);

    private CommandFeature feature() {
        Surroundings around = new Surroundings(
                DATABASE.unitOfWork(),
                new FailingJournal(new PostgresJournal(clock), power),
                new FailingDeadlines(new PostgresDeadlines(clock), power),
                Surroundings.defaults(),
                clock);
        ReviewFeature.Draws draws = ReviewFeature.Draws.onPostgres(around, new FakeLots());
        return CommandFeature.onPostgres(
                around,
                IncidentFeature.onPostgres(
                                around,
                                CallFeature.onPostgres(around, TransferFeature.openTransfers(around), draws.calls()),
                                OrderFeature.openOrders(around),
                                MissingPersonFeature.openSearches(),
                                ReviewFeature.openProposals(around),
                                draws.incidents(),
                                SearchAreaFeature.openSearchAreas(around),
                                ContingencyFeature.openContingencies(around),
                                ResponseFeature.alarmLevels(around),
                                SharingFeature.openShares(around),
                                new FakeEcologyCases())
                        .records(),
                new FakePatrol());
    }

    @BeforeEach
    void units() {
        DATABASE.execute("insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed)"
                + " select 'units/car-' || i, 'car', '{}'::text[], 10, true, false from generate_series(1, " + UNITS
                + ") i");
    }

    private Commander wang() {
        return new Commander(new Desk(rpc.channelOf("wang", Role.COMMANDER)));
    }

    private static IssueCommandOrderRequest.Builder toAll() {
        IssueCommandOrderRequest.Builder request = Commander.toKnow();
        request.getAudienceBuilder().setUnitsInService(true);
        return request;
    }

    private static long count(String from) {
        return TestDatabase.await(DATABASE.pool()
                        .query("select count(*) from " + from)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void anOrderThatBreaksOffAnywhereReachesNobodyAndRepeatedEverybodyOnce() {
        // Given
        boolean through = false;
        int use = 1;
        for (; !through; use++) {
            IssueCommandOrderRequest.Builder request = toAll();
            long before = count("command_notice");

            // When
            power.failsAt(use);
            try {
                CommandOrder ignored = wang().issue(request);
                through = true;
            } catch (StatusRuntimeException e) {
                assertThat(count("command_notice")).isEqualTo(before);
                assertThat(count("journal where action = 'command_notice.sent'"))
                        .isEqualTo(before);
            }
            power.failsAt(Integer.MAX_VALUE);
            CommandOrder order = wang().issue(request);

            // Then
            assertThat(count("command_notice")).isEqualTo(before + UNITS);
            assertThat(count("journal where action = 'command_notice.sent'")).isEqualTo(before + UNITS);
            assertThat(count("deadline where subject = '" + order.getName() + "'"))
                    .isOne();
        }
        assertThat(use).as("places to break off").isBetween(4, 20);
    }

    @Test
    void aReminderThatBreaksOffIsGivenToEverybodyOnceWhenItIsDueAgain() {
        // Given
        CommandOrder order = wang().issue(toAll());
        clock.advance(Duration.ofSeconds(60));
        power.failsAt(2);
        boolean due = worker.handleNext();
        power.failsAt(Integer.MAX_VALUE);
        long early = count("journal where action = 'command_notice.reminded'");

        // When
        clock.advance(Duration.ofSeconds(2));
        boolean dueAgain = worker.handleNext();

        // Then
        assertThat(List.of(due, dueAgain)).containsOnly(true);
        assertThat(early).isZero();
        assertThat(count("journal where action = 'command_notice.reminded'")).isEqualTo(UNITS);
        assertThat(wang().notices(order)).hasSize(UNITS).allMatch(CommandNotice::getReminded);
        assertThat(count("deadline where subject = '" + order.getName() + "'")).isOne();
    }
}
