package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.ContentState;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A store of files, each known by the SHA-256 of its content. What is in it does not change and is not deleted. */
public interface EvidenceFiles {

    /** Begins a file. Nobody sees it until it is kept. */
    Incoming begin();

    /** Whether the content is there and still has its hash. */
    ContentState check(Content content);

    /**
     * Reads what was kept.
     *
     * @return what was read, at most as much as asked for; empty at the end
     */
    ByteBuffer read(Content content, long offset, int most);

    /** A file that comes in. It is kept or thrown away. */
    interface Incoming extends AutoCloseable {

        void write(ByteBuffer bytes);

        long sizeBytes();

        /**
         * Makes it durable under its hash. The same content is kept once.
         *
         * @param told the hash that the sender has counted; with another one it is refused
         */
        Content keep(Optional<String> told);

        /** Throws it away, unless it was kept. */
        @Override
        void close();
    }
}
