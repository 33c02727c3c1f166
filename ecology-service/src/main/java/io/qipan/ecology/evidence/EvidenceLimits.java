package io.qipan.ecology.evidence;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which files are taken. */
@Singleton
public class EvidenceLimits {
    private final long mostBytes;
    private final List<String> mediaTypes;

    public EvidenceLimits(
            @ConfigProperty(name = "qipan.evidence.most-bytes") long mostBytes,
            @ConfigProperty(name = "qipan.evidence.media-types") List<String> mediaTypes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("qipan.evidence.most-bytes must be positive, it is " + mostBytes);
        }
        this.mostBytes = mostBytes;
        this.mediaTypes = List.copyOf(mediaTypes);
    }

    void checkType(String mediaType) {
        if (!mediaTypes.contains(mediaType)) {
            throw invalid(
                    "header.media_type", mediaType + " is not taken; these are: " + String.join(", ", mediaTypes));
        }
    }

    void checkSize(long bytes) {
        if (bytes > mostBytes) {
            throw invalid("chunk", "more than " + mostBytes + " bytes are not taken");
        }
    }

    /** What came in must be what the sender has counted, where it has. */
    static void checkTold(String field, Optional<String> told, String counted) {
        if (told.filter(value -> !value.equals(counted)).isPresent()) {
            throw invalid(field, "the header says " + told.orElse("") + ", but " + counted + " came in. Send it again");
        }
    }

    static RuntimeException invalid(String field, String text) {
        return Refusal.of(Reason.INVALID_FIELD, field + ": " + text + ".")
                .withViolations(List.of(new Violation(field, text)))
                .asException();
    }
}
