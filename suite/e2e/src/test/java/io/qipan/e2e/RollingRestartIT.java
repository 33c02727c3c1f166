package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.e2e.Operation.Unknown;
import io.qipan.launcher.Board;
import io.qipan.launcher.Replica;
import io.qipan.launcher.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two of each service, and each is restarted in order under load: what an update of a running board does. */
@ExtendWith(SharedBoard.class)
class RollingRestartIT {

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration TO_THE_LAST = Duration.ofMinutes(1);
    private static final int PHONES = 4;
    /** Of each: many, but not all that the machine can do, on which services start meanwhile. */
    private static final int FIXES_PER_SECOND = 500;

    /** What a repeat with the same request id cures; on a busy machine a call takes longer than its 5 s. */
    private static final Set<String> CURED_BY_A_REPEAT =
            Set.of("UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "DEADLINE_EXCEEDED");

    private final TestBoard board;

    RollingRestartIT(TestBoard board) {
        this.board = board;
    }

    @AfterEach
    void withOneOfEachAgain() {
        board.restart(1);
    }

    @Test
    void nothingIsLostAndNoClientSeesWhatARepeatDoesNotCure() throws InterruptedException, TimeoutException {
        // Given
        board.restart(2);
        try (Board client = board.connect();
                Partner partner = Partner.of(board);
                Watchers watchers = Watchers.of(board, client)) {
            City.settle(client);
            Instant firstFixAt = Instant.now().minus(Duration.ofHours(1));
            List<Phone> phones = IntStream.range(0, PHONES)
                    .mapToObj(i ->
                            new Phone(client, City.UNITS.get(i), "rolling-phone-" + i, firstFixAt, i, FIXES_PER_SECOND))
                    .toList();
            phones.forEach(Phone::start);
            Traffic traffic = Traffic.start(client, 1);

            // When
            for (int number = 1; number <= 2; number++) {
                Pause.of(CALM);
                restartEach(number);
            }
            Pause.of(CALM);
            History history = traffic.stop();
            phones.forEach(Phone::stop);
            for (Phone phone : phones) {
                phone.awaitAcknowledged(TO_THE_LAST);
            }

            // Then
            System.out.println(history);
            System.out.println(phones);
            Aftermath aftermath = Aftermath.whenQuiet(board, client, partner, history, watchers.all());
            assertThat(history.acknowledged()).isGreaterThan(50);
            assertThat(history.operations()).noneMatch(operation -> operation.outcome() instanceof Unknown);
            assertThat(codesOfTrouble(history)).isSubsetOf(CURED_BY_A_REPEAT);
            assertThat(watchers.all()).allMatch(watcher -> watcher.breaks() > 0);
            phones.forEach(this::requireEveryFix);
            bothReplicasTellTheSame();
            Promises.check(aftermath);
        }
    }

    /** The same replica of all three services at once; the others go on meanwhile. */
    private void restartEach(int number) {
        board.terminate(Arrays.stream(Service.values())
                .map(service -> new Replica(service, number))
                .toList());
        board.up();
    }

    private static Set<String> codesOfTrouble(History history) {
        return history.operations().stream()
                .flatMap(operation -> operation.trouble().stream())
                .map(trouble -> trouble.substring(0, trouble.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    private void requireEveryFix(Phone phone) {
        assertThat(phone.acknowledged()).isPositive();
        assertThat(Ledger.number(
                        board.database(Service.PATROL),
                        "select count(distinct sequence) from position where device = '" + phone.device() + "'"))
                .as(phone.toString())
                .isEqualTo(phone.acknowledged());
    }

    private void bothReplicasTellTheSame() {
        try (Board first = board.connectTo(1);
                Board second = board.connectTo(2)) {
            List<Picture> pictures = new Quiet(board).read(() -> List.of(Picture.take(first), Picture.take(second)));
            assertThat(pictures.getFirst()).isEqualTo(pictures.getLast());
        }
    }
}
