package io.qipan.e2e;

import static org.awaitility.Awaitility.await;

import io.qipan.launcher.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what belongs together when the services have nothing left to do by themselves. The ladder of an order that
 * nobody acknowledges climbs for minutes after the traffic, so a reading counts only if nothing moved meanwhile.
 */
final class Quiet {

    /** What a killed service had in hand comes back after its lease of 30 s, then everything must settle. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Work that dispatch-service still has to do by itself, or with a partner that answers at once. */
    private static final String UNSETTLED = """
            select (select count(*) from deadline where kind in ('order.settle', 'order.release', 'incident.case'))
                + (select count(*) from orders where state = 'requested')
                + (select count(*) from transfer where not over)""";

    private final TestBoard board;

    Quiet(TestBoard board) {
        this.board = board;
    }

    <T> T read(Supplier<T> reading) {
        return await("everything settles, and stays so while it is read")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> attempt(reading), Optional::isPresent)
                .orElseThrow();
    }

    private <T> Optional<T> attempt(Supplier<T> reading) {
        long changes = changes();
        if (!settled()) {
            return Optional.empty();
        }
        T read = reading.get();
        return settled() && changes() == changes ? Optional.of(read) : Optional.empty();
    }

    private boolean settled() {
        return Ledger.number(board.database(Service.DISPATCH), UNSETTLED) == 0
                && sum("select count(*) from journal_pending") == 0;
    }

    private long changes() {
        return sum("select count(*) from journal");
    }

    private long sum(String sql) {
        return Arrays.stream(Service.values())
                .mapToLong(service -> Ledger.number(board.database(service), sql))
                .sum();
    }
}
