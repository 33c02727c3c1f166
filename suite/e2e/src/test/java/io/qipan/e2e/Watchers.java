package io.qipan.e2e;

import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One watcher of everything for each service, and one that asks for orders only. */
record Watchers(List<WatchLog> all) implements AutoCloseable {

    static Watchers of(TestBoard board, Board client) throws InterruptedException {
        List<WatchLog> watchers = new ArrayList<>();
        for (Service service : Service.values()) {
            watchers.add(WatchLog.follow(board, client, service, Optional.empty()));
        }
        watchers.add(WatchLog.follow(board, client, Service.DISPATCH, Optional.of("orders")));
        return new Watchers(watchers);
    }

    @Override
    public void close() {
        all.forEach(WatchLog::close);
    }
}
