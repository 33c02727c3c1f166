package io.qipan.e2e;

import io.qipan.launcher.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Many dispatchers at work at once. */
final class Traffic {

    private static final int WORKERS = 6;
    /** A worker may have to wait for several calls, each with a patience of its own. */
    private static final int PATIENCE_SECONDS = 600;

    private final History history = new History();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Future<?>> workers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    static Traffic start(Board board, long seed) {
        Traffic traffic = new Traffic();
        Dispatcher dispatcher = new Dispatcher(new Client(board, traffic.history));
        for (int i = 0; i < WORKERS; i++) {
            traffic.workers.add(
                    traffic.threads.submit(new Worker(dispatcher, traffic.history, seed + i, traffic.stopping)));
        }
        return traffic;
    }

    /** Returns the history once every worker has left its last incident. */
    History stop() throws InterruptedException, TimeoutException {
        stopping.set(true);
        try {
            for (Future<?> worker : workers) {
                worker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A dispatcher could not go on: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return history;
    }
}
