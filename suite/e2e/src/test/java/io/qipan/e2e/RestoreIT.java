package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.e2e.Operation.Acknowledged;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A board at work is backed up, goes on, and is brought back; the restore itself ends with {@code audit verify}. */
@ExtendWith(SharedBoard.class)
class RestoreIT {

    private static final Duration BUSY = Duration.ofSeconds(5);

    @TempDir
    Path folder = Path.of("");

    @Test
    void allThatWasAcknowledgedBeforeTheBackupComesBackAndNothingFromAfterIt(TestBoard board)
            throws InterruptedException, TimeoutException {
        // Given
        Path backup = folder.resolve("backup");
        History history;
        Instant begun;
        Instant ended;
        try (Board client = board.connect()) {
            City.settle(client);
            Traffic traffic = Traffic.start(client, 7);
            Pause.of(BUSY);
            begun = Instant.now();
            board.backup(backup);
            ended = Instant.now();
            Pause.of(BUSY);
            history = traffic.stop();
        }

        // When
        board.restore(backup);

        // Then
        Set<UUID> before = requests(history, operation -> operation.endedAt().isBefore(begun));
        Set<UUID> during = requests(
                history,
                operation -> operation.startedAt().isAfter(begun)
                        && operation.endedAt().isBefore(ended));
        Set<UUID> after = requests(history, operation -> operation.startedAt().isAfter(ended));
        Set<UUID> restored = new HashSet<>();
        Arrays.stream(Service.values()).forEach(service -> restored.addAll(Ledger.requests(board.database(service))));
        assertThat(before).isNotEmpty().isSubsetOf(restored);
        assertThat(during).as("the services went on").isNotEmpty();
        assertThat(after).isNotEmpty().doesNotContainAnyElementsOf(restored);
    }

    private static Set<UUID> requests(History history, Predicate<Operation<?, ?>> when) {
        return history.operations().stream()
                .filter(operation -> operation.outcome() instanceof Acknowledged<?>)
                .filter(when)
                .map(Operation::requestId)
                .collect(Collectors.toSet());
    }
}
