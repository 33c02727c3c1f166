package io.qipan.ecology.evidence;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.ecology.evidence.model.ContentState;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends the content of evidence, if it is what it was, and no faster than it is taken. */
@Singleton
public class SendContent {
    private static final int CHUNK = 1 << 16;
    /** How often to look whether the reader is still there. */
    private static final int LOOK_MS = 1_000;

    private final EvidenceFiles files;

    public SendContent(EvidenceFiles files) {
        this.files = files;
    }

    /** Takes one chunk. */
    @FunctionalInterface
    interface Take {
        void take(long offset, ByteBuffer chunk);
    }

    /** The one who reads, with what tells that it takes more. */
    record Reader(ServerCallStreamObserver<?> observer, Semaphore ready, Take take) {

        /** Handlers have to be set before the call goes on. */
        static Reader of(ServerCallStreamObserver<?> observer, Take take) {
            Semaphore ready = new Semaphore(0);
            observer.setOnReadyHandler(ready::release);
            observer.setOnCancelHandler(ready::release);
            return new Reader(observer, ready, take);
        }

        boolean waitUntilReady() throws InterruptedException {
            while (!observer.isReady() && !observer.isCancelled()) {
                boolean ignored = ready.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            return !observer.isCancelled();
        }
    }

    void send(Evidence evidence, long from, Reader reader) throws InterruptedException {
        if (from > evidence.content().sizeBytes()) {
            throw EvidenceLimits.invalid(
                    "offset",
                    from + " lies behind the end at " + evidence.content().sizeBytes());
        }
        ContentState state = files.check(evidence.content());
        if (state != ContentState.INTACT) {
            throw damaged(evidence, state);
        }
        long offset = from;
        while (offset < evidence.content().sizeBytes() && reader.waitUntilReady()) {
            ByteBuffer chunk = files.read(evidence.content(), offset, CHUNK);
            int length = chunk.remaining();
            if (length == 0) {
                // Somebody has cut the file since it was checked.
                throw damaged(evidence, ContentState.DAMAGED);
            }
            reader.take().take(offset, chunk);
            offset += length;
        }
    }

    private static RefusedException damaged(Evidence evidence, ContentState state) {
        return Refusal.of(Reason.INCOMPLETE, EvidenceMessages.problem(evidence, state))
                .with("resource", evidence.name())
                .with("missing", "content")
                .asException();
    }
}
