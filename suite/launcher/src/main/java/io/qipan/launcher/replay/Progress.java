package io.qipan.launcher.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says every few seconds how far a replay is. */
final class Progress implements Consumer<Tally> {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final int tasks;
    private final AtomicLong next = new AtomicLong(System.nanoTime() + PERIOD.toNanos());

    Progress(PrintWriter out, int tasks) {
        this.out = out;
        this.tasks = tasks;
    }

    @Override
    public void accept(Tally tally) {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PERIOD.toNanos())) {
            out.printf("  %,d of %,d steps, %,d calls%n", tally.tasks.sum(), tasks, tally.calls.sum());
            out.flush();
        }
    }
}
