package io.qipan.e2e;

import static org.awaitility.Awaitility.await;

import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * All that is known once everything is quiet again.
 *
 * @param history what the clients did
 * @param ledgers the feeds, from the databases
 * @param picture what the services tell
 */
record Aftermath(
        TestBoard board,
        Board client,
        History history,
        List<WatchLog> watchers,
        List<Ledger> ledgers,
        Picture picture) {

    /** What a killed service had in hand comes back after its lease of 30 s, then everything must settle. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    /** Work that the services still have to do by themselves. */
    private static final String UNSETTLED = """
            select (select count(*) from deadline where kind in ('order.settle', 'order.release', 'incident.case'))
                + (select count(*) from orders where state = 'requested')
                + (select count(*) from journal_pending)""";

    static Aftermath whenQuiet(TestBoard board, Board client, History history, List<WatchLog> watchers) {
        await("everything settles")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> Ledger.number(board.database(Service.DISPATCH), UNSETTLED) == 0
                        && pending(board, Service.PATROL) == 0
                        && pending(board, Service.ECOLOGY) == 0);
        List<Ledger> ledgers = Arrays.stream(Service.values())
                .map(service -> Ledger.read(board.database(service), service))
                .toList();
        Picture picture = new Client(client, history).read(Picture::take);
        Aftermath aftermath = new Aftermath(board, client, history, watchers, ledgers, picture);
        watchers.forEach(aftermath::letCatchUp);
        return aftermath;
    }

    /** A watcher that resumes has this long for what it has not seen; if that is not enough, the checks say so. */
    private void letCatchUp(WatchLog watcher) {
        long last = ledger(watcher.service()).entries().stream()
                .filter(entry ->
                        watcher.kind().isEmpty() || watcher.kind().get().equals(entry.kind()))
                .filter(entry -> entry.revision() >= watcher.from())
                .mapToLong(Ledger.Entry::revision)
                .max()
                .orElse(0);
        try {
            await().atMost(CATCH_UP).until(() -> watcher.last() >= last);
        } catch (ConditionTimeoutException e) {
            System.out.println(watcher + " did not get to revision " + last + " within " + CATCH_UP);
        }
    }

    private static long pending(TestBoard board, Service service) {
        return Ledger.number(board.database(service), "select count(*) from journal_pending");
    }

    Ledger ledger(Service service) {
        return ledgers.stream()
                .filter(ledger -> ledger.service() == service)
                .findFirst()
                .orElseThrow();
    }
}
