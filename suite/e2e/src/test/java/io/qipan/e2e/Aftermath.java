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
 * @param partner whom matters were handed to
 * @param history what the clients did
 * @param ledgers the feeds, from the databases
 * @param picture what the services tell
 */
record Aftermath(
        TestBoard board,
        Board client,
        Partner partner,
        History history,
        List<WatchLog> watchers,
        List<Ledger> ledgers,
        Picture picture) {

    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    static Aftermath whenQuiet(
            TestBoard board, Board client, Partner partner, History history, List<WatchLog> watchers) {
        Aftermath aftermath = new Quiet(board).read(() -> read(board, client, partner, history, watchers));
        watchers.forEach(aftermath::letCatchUp);
        return aftermath;
    }

    private static Aftermath read(
            TestBoard board, Board client, Partner partner, History history, List<WatchLog> watchers) {
        List<Ledger> ledgers = Arrays.stream(Service.values())
                .map(service -> Ledger.read(board.database(service), service))
                .toList();
        Picture picture = new Client(client, history).read(Picture::take);
        return new Aftermath(board, client, partner, history, watchers, ledgers, picture);
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

    Ledger ledger(Service service) {
        return ledgers.stream()
                .filter(ledger -> ledger.service() == service)
                .findFirst()
                .orElseThrow();
    }
}
