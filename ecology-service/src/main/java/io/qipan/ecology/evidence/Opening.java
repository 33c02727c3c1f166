package io.qipan.ecology.evidence;

import com.google.protobuf.ByteString;
import io.qipan.ecology.evidence.model.FileFormat;

/** The beginning of a file that comes in, compared with what it is said to be as soon as enough of it is there. */
final class Opening {
    private final String mediaType;
    private ByteString seen = ByteString.EMPTY;
    private boolean compared;

    Opening(String mediaType) {
        this.mediaType = mediaType;
    }

    void take(ByteString chunk) {
        if (!compared) {
            seen = seen.concat(chunk.substring(0, Math.min(chunk.size(), FileFormat.SEEN - seen.size())));
            if (seen.size() == FileFormat.SEEN) {
                compare();
            }
        }
    }

    /** No more of it comes. */
    void end() {
        if (!compared) {
            compare();
        }
    }

    private void compare() {
        compared = true;
        FileFormat.of(seen.toByteArray())
                .filter(format -> !format.isOf(mediaType))
                .ifPresent(format -> {
                    throw EvidenceLimits.invalid(
                            "header.media_type",
                            "it says " + mediaType + ", but the file begins as " + format.name()
                                    + " does. Send the file as what it is");
                });
    }
}
