package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What all streams of this replica share: those who write, and the end. */
@Singleton
public class PositionIntake {
    /** A writer prepares a transaction while the database is busy with that of the other. */
    private static final int WRITERS = 2;
    /** Fixes that wait before streams are held back to one batch each. */
    private static final int CROWD = 60_000;

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final List<PositionWriter> writers;
    private final Set<PositionStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public PositionIntake(UnitOfWork unitOfWork, Positions positions, PositionMeters meters) {
        this.writers = Stream.generate(() -> new PositionWriter(unitOfWork, positions, meters))
                .limit(WRITERS)
                .toList();
    }

    public void start() {
        for (int i = 0; i < WRITERS; i++) {
            writers.get(i).start("positions-" + i);
        }
    }

    /** Has a batch kept. All of a unit are written by the same writer, so that its transactions do not meet. */
    CompletableFuture<Kept> take(Batch batch) {
        return writers.get(Math.floorMod(batch.unit().hashCode(), WRITERS)).add(batch);
    }

    boolean isCrowded() {
        return waitingFixes() >= CROWD;
    }

    /** Whether nothing is taken any more. */
    boolean isClosed() {
        return closed;
    }

    int waitingFixes() {
        return writers.stream().mapToInt(PositionWriter::waitingFixes).sum();
    }

    /** From now on it is told when the service goes down. */
    void opened(PositionStream stream) {
        open.add(stream);
        if (closed) {
            stream.end(goingDown());
        }
    }

    void ended(PositionStream stream) {
        open.remove(stream);
    }

    static Refusal goingDown() {
        return Refusal.of(
                Reason.SHUTTING_DOWN,
                "The service is going down. Send what was not acknowledged again, on a new stream.");
    }

    /** Takes no more, and ends each stream as soon as what it brought is kept and acknowledged. */
    public void endStreams() {
        closed = true;
        open.forEach(stream -> stream.end(goingDown()));
    }

    /** Takes no more, and keeps what was taken. */
    public void close() {
        endStreams();
        try {
            for (PositionWriter writer : writers) {
                writer.close(TIME_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
