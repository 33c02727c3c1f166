package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.CallCredentials;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.city.Wuhai;
import io.qipan.launcher.client.Orders;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Handling;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The case at the river on a fake board. */
class EcologyDemoTest {
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

    private List<String> played(Board board) {
        new Wuhai().load(board);
        return new EcologyDemo(board, ANYBODY, new PrintWriter(told, true)).play();
    }

    private static void assertNothingOpen(FakeBoard fake) {
        assertThat(fake.store.orders.values()).allMatch(Orders::isOver);
        assertThat(fake.store.incidents.values()).allMatch(i -> i.getState() == Incident.State.ENDED);
        assertThat(fake.store.commitments).isEmpty();
        assertThat(fake.store.waterIsOpen).isFalse();
    }

    @Test
    void theStoryHappensAndLeavesNothingOpen() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // When
            List<String> missing = played(board);

            // Then
            assertThat(missing).isEmpty();
            assertNothingOpen(fake);
            assertThat(fake.river.cases.values())
                    .allMatch(file -> file.getState() == Case.State.CLOSED && file.getDrill());
            assertThat(told.toString())
                    .contains("the caller gets the receipt C2026-000001")
                    .contains("The police accept: the case is filed.")
                    .contains("content and chain of custody are as they were.")
                    .contains("Counted again, both agree");
        }
    }

    @Test
    void itCanBePlayedAgain() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            List<String> first = played(board);

            // When
            List<String> again = played(board);

            // Then
            assertThat(first).isEmpty();
            assertThat(again).isEmpty();
            assertThat(fake.river.cases).hasSize(2);
        }
    }

    @Test
    void whatTheRecordDoesNotShowIsTold() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            fake.river.clockRunsOut = true;
            fake.river.evidenceIsBroken = true;

            // When
            List<String> missing = played(board);

            // Then
            assertThat(missing).containsExactly("no statutory clock ran out", "the evidence is as it was");
            assertThat(told.toString()).contains("BROKEN");
        }
    }

    @Test
    void rulesThatSeeNoCrimeEndTheStoryAndTheWaterIsClosed() {
        try (FakeBoard fake = new FakeBoard(2);
                Board board = fake.connect()) {
            // Given
            fake.river.handling = Handling.ADMINISTRATIVE;

            // When
            Throwable failure = catchThrowable(() -> played(board));

            // Then
            assertThat(failure).hasMessageContaining("do not see a crime");
            assertNothingOpen(fake);
        }
    }
}
