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
    /** A sender that says nothing for so long is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private sealed interface Event {}

    private record Part(UploadEvidenceRequest request) implements Event {}

    private record Done() implements Event {}

    private record Gone() implements Event {}

    private final ServerCallStreamObserver<?> sender;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    UploadStream(ServerCallStreamObserver<?> sender) {
        this.sender = sender;
    }

    void open() {
        sender.disableAutoRequest();
        sender.setOnCancelHandler(() -> tell(new Gone()));
        sender.setOnCloseHandler(() -> tell(new Gone()));
        sender.request(1);
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
        Event event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return switch (event) {
            case null ->
                throw Refusal.of(
                                Reason.DEADLINE_PASSED,
                                "Nothing came for " + PATIENCE.toSeconds() + " s. Nothing was kept; send it again.")
                        .asException();
            case Part(UploadEvidenceRequest request) -> {
                sender.request(1);
                yield Optional.of(request);
            }
            case Done _ -> Optional.empty();
            case Gone _ -> throw new InterruptedException("the sender is gone");
        };
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
