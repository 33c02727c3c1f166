package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.ContentState;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;

/** Sends the content of evidence, if it is what it was, and no faster than it is taken. */
@Singleton
public class SendContent {
    private static final int CHUNK = 1 << 16;

    private final EvidenceFiles files;

    public SendContent(EvidenceFiles files) {
        this.files = files;
    }

    /** Whoever reads. */
    interface Reader {
        boolean isGone();

        /** Returns when the next chunk may follow. */
        void take(long offset, ByteBuffer chunk) throws InterruptedException;
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
        while (offset < evidence.content().sizeBytes() && !reader.isGone()) {
            ByteBuffer chunk = files.read(evidence.content(), offset, CHUNK);
            int length = chunk.remaining();
            if (length == 0) {
                // Somebody has cut the file since it was checked.
                throw damaged(evidence, ContentState.DAMAGED);
            }
            reader.take(offset, chunk);
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
