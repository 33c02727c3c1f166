package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps a batch that came by itself and not in a stream, in the same way: by the same writers, with the same rules. */
@Singleton
public class KeepBatch {
    /** After that nobody waits for the answer any more; whoever sends it again finds it known, if it was kept. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final PositionIntake intake;
    private final Duration kept;

    public KeepBatch(PositionIntake intake, @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.intake = intake;
        this.kept = kept;
    }

    /** Returns when it is on disk. */
    public StreamPositionsResponse keep(StreamPositionsRequest request, Instant receivedAt) {
        if (intake.isClosed()) {
            throw PositionIntake.goingDown().asException();
        }
        if (intake.isCrowded()) {
            throw Refusal.of(Reason.OVERLOADED, "More positions wait to be written than can be in time. Try again.")
                    .with("limit", "positions")
                    .retryAfter(Duration.ofSeconds(1))
                    .asException();
        }
        Batch batch = BatchMessages.batch(request, receivedAt, kept);
        return switch (outcome(batch)) {
            case Stored stored -> BatchMessages.acknowledgement(request.getBatch(), batch, stored);
            case UnitUnknown _ -> throw Refusal.notFound(batch.unit()).asException();
        };
    }

    private Kept outcome(Batch batch) {
        try {
            return intake.take(batch).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw notInTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notInTime();
        }
    }

    private static RefusedException notInTime() {
        return Refusal.of(Reason.DEPENDENCY_UNAVAILABLE, "The positions could not be written in time. Send them again.")
                .with("dependency", "database")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
