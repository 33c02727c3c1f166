package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.CallCredentials;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.city.Wuhai;
import io.qipan.launcher.client.Orders;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final Cast ANYBODY = new Cast() {
        @Override
        public CallCredentials callTaker() {
            return new Bearer("call-taker");
        }

        @Override
        public CallCredentials dispatcher() {
            return new Bearer("dispatcher");
        }

        @Override
        public CallCredentials officer() {
            return new Bearer("officer");
        }

        @Override
        public CallCredentials commander() {
            return new Bearer("commander");
        }

        @Override
        public CallCredentials crew(String unit) {
            return new Bearer(unit);
        }
    };

    private final StringWriter told = new StringWriter();

    @Test
    void theStoryHappensAndLeavesNothingOpen() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);

            // When
            Demo.Result result = demo(board).play();

            // Then
            assertThat(result.missing()).isEmpty();
            assertThat(result.happened()).isTrue();
            assertThat(fake.store.commitments).isEmpty();
            assertThat(fake.store.orders).hasSize(5);
            assertThat(fake.store.waterIsOpen).isFalse();
            assertThat(told.toString())
                    .contains("01:00:0")
                    .contains("Escalation 1 of")
                    .contains("Escalation 2 of")
                    .contains("The incident is closed.");
        }
    }

    @Test
    void theTimelineIsTheBoardsOwnRecordInItsOrder() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);

            // When
            Demo.Result result = demo(board).play();

            // Then
            assertThat(result.timeline())
                    .isSortedAccordingTo(java.util.Comparator.comparingLong(Timeline.Entry::revision))
                    .hasSize(fake.store.changes.size());
            assertThat(result.timeline().getFirst().action()).isEqualTo("call.received");
            assertThat(result.timeline().getLast().story()).startsWith("01:55:");
        }
    }

    @Test
    void aFirstCommitThatTakesLongIsWaitedFor() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);
            fake.book.commitAfterLooks(6);

            // When
            Demo.Result result = demo(board).play();

            // Then
            assertThat(result.happened()).isTrue();
        }
    }

    @Test
    void itCanBePlayedAgain() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);
            demo(board).play();

            // When
            Demo.Result again = demo(board).play();

            // Then
            assertThat(again.happened()).isTrue();
            assertThat(fake.store.incidents).hasSize(2);
        }
    }

    @Test
    void aLadderThatDoesNotClimbBreaksTheStoryOffAndEverythingIsClosed() {
        try (FakeBoard fake = new FakeBoard(1);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);

            // When
            Throwable failure = catchThrowable(() -> demo(board).play());

            // Then
            assertThat(failure).hasMessageContaining("took 1 steps, not 2");
            assertNothingOpen(fake);
            assertThat(told.toString())
                    .contains("The demo broke off; its orders and incident I2026-000001 are closed.");
        }
    }

    @Test
    void tooFewUnitsEndTheStoryEarlyAndCloseIt() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);
            fake.store.units.clear();
            new Wuhai().load(board);

            // When
            Throwable failure = catchThrowable(() -> demo(board).play());

            // Then
            assertThat(failure).isNotNull();
            assertNothingOpen(fake);
        }
    }

    @Test
    void anInterruptedStoryIsClosed() throws Exception {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            new Wuhai().load(board);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            PrintWriter tale = new PrintWriter(told, true) {
                @Override
                public void println(String line) {
                    super.println(line);
                    if (line.contains("does not answer")) {
                        Thread.currentThread().interrupt();
                    }
                }
            };

            // When
            Thread story = Thread.ofPlatform()
                    .start(() -> failure.complete(
                            catchThrowable(() -> new Demo(board, ANYBODY, Duration.ofSeconds(10), tale).play())));
            story.join();

            // Then
            assertThat(failure.join()).isNotNull();
            assertNothingOpen(fake);
        }
    }

    private Demo demo(Board board) {
        return new Demo(board, ANYBODY, Duration.ofSeconds(10), new PrintWriter(told, true));
    }

    private static void assertNothingOpen(FakeBoard fake) {
        assertThat(fake.store.orders.values()).allMatch(Orders::isOver);
        assertThat(fake.store.orders.values()).extracting(Order::getState).doesNotContain(Order.State.SENT);
        assertThat(fake.store.incidents.values()).allMatch(i -> i.getState() == Incident.State.ENDED);
        assertThat(fake.store.calls.values()).allMatch(c -> c.getState() == Call.State.ENDED);
        assertThat(fake.store.commitments).isEmpty();
        assertThat(fake.store.waterIsOpen).isFalse();
    }
}
