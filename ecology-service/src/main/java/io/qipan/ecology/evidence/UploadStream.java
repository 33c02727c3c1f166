package io.qipan.ecology.evidence;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One upload, read message by message by the thread that writes it, so that a fast sender cannot fill the memory. */
final class UploadStream implements StreamObserver<UploadEvidenceRequest> {
    /** How much has to come in the time that a sender is given: as much as a reader has to take of a download. */
    private static final int LEAST = 1 << 16;

    private sealed interface Event {}

    private record Part(UploadEvidenceRequest request) implements Event {}

    private record Done() implements Event {}

    private record Gone() implements Event {}

    private record GoingDown() implements Event {}

    private final ServerCallStreamObserver<?> sender;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private final Duration patience;
    private long until;
    private int sinceThen;

    /** @param patience how long a sender may take for {@link #LEAST} bytes */
    UploadStream(ServerCallStreamObserver<?> sender, Duration patience) {
        this.sender = sender;
        this.patience = patience;
        this.until = System.nanoTime() + patience.toNanos();
    }

    void open() {
        sender.disableAutoRequest();
        sender.setOnCancelHandler(() -> tell(new Gone()));
        sender.setOnCloseHandler(() -> tell(new Gone()));
        sender.request(1);
    }

    /** The service goes down: whoever reads on is told so. */
    void end() {
        tell(new GoingDown());
    }

    private void tell(Event event) {
        boolean ignored = events.offer(event);
    }

    @Override
    public void onNext(UploadEvidenceRequest request) {
        tell(new Part(request));
    }

    @Override
    public void onError(Throwable cause) {
        tell(new Gone());
    }

    @Override
    public void onCompleted() {
        tell(new Done());
    }

    /**
     * The next message; empty at the end.
     *
     * @throws InterruptedException if the sender is gone, and nobody waits for an answer
     */
    Optional<UploadEvidenceRequest> next() throws InterruptedException {
        Event event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        return switch (event) {
            case null ->
                throw Refusal.of(
                                Reason.DEADLINE_PASSED,
                                "Less than " + LEAST + " bytes came in " + patience.toSeconds()
                                        + " s. Nothing was kept; send it again.")
                        .asException();
            case GoingDown _ -> throw OpenStreams.goingDown();
            case Part(UploadEvidenceRequest request) -> {
                count(request);
                sender.request(1);
                yield Optional.of(request);
            }
            case Done _ -> Optional.empty();
            case Gone _ -> throw new InterruptedException("the sender is gone");
        };
    }

    private void count(UploadEvidenceRequest request) {
        sinceThen += request.getChunk().size();
        if (request.hasHeader() || sinceThen >= LEAST) {
            sinceThen = 0;
            until = System.nanoTime() + patience.toNanos();
        }
    }

    /** The next chunk; empty at the end. A second header is refused. */
    Optional<ByteString> nextChunk() throws InterruptedException {
        Optional<UploadEvidenceRequest> next = next();
        if (next.filter(UploadEvidenceRequest::hasHeader).isPresent()) {
            throw EvidenceLimits.invalid("header", "it came before; chunks follow it");
        }
        return next.map(UploadEvidenceRequest::getChunk);
    }
}
