package io.qipan.ecology.evidence;

import com.google.protobuf.ByteString;
import io.qipan.ecology.evidence.EvidenceFiles.Incoming;
import io.qipan.ecology.evidence.model.Content;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes in a file while it comes. The file is on the disk before anything in the database says that it is; what is left when
 * the process dies in between is a file that nobody knows of.
 */
@Singleton
public class TakeInEvidence {
    private final UnitOfWork unitOfWork;
    private final EvidenceFiles files;
    private final EvidenceLimits limits;
    private final KeepEvidence keepEvidence;
    private final InstantSource clock;

    public TakeInEvidence(
            UnitOfWork unitOfWork,
            EvidenceFiles files,
            EvidenceLimits limits,
            KeepEvidence keepEvidence,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.files = files;
        this.limits = limits;
        this.keepEvidence = keepEvidence;
        this.clock = clock;
    }

    UploadEvidenceResponse takeIn(UploadStream stream) throws InterruptedException {
        EvidenceHeader header = stream.next()
                .filter(UploadEvidenceRequest::hasHeader)
                .map(UploadEvidenceRequest::getHeader)
                .orElseThrow(() -> EvidenceLimits.invalid("header", "it comes first"));
        check(header);
        Content content = content(stream, header);
        String bringer = Caller.current().subject();
        return unitOfWork.once(
                key(header, content, bringer),
                UploadEvidenceResponse.parser(),
                () -> UploadEvidenceResponse.newBuilder()
                        .setEvidence(EvidenceMessages.message(keepEvidence.keep(header, content, bringer)))
                        .build());
    }

    /** Before the content comes, so that nobody sends a film to be told that it is not wanted. */
    private void check(EvidenceHeader header) {
        limits.checkType(header.getMediaType());
        limits.checkSize(header.getSizeBytes());
        Instant ignored = Times.occurred(header.hasCapturedAt(), header.getCapturedAt(), clock.instant());
        checkCase(header.getCase());
    }

    private void checkCase(String caseName) {
        try {
            boolean ignored = unitOfWork.read(() -> {
                keepEvidence.checkCase(caseName);
                return true;
            });
        } catch (RefusedException e) {
            // A repeat finds the case closed that was open when it came first, and gets its answer all the same.
            if (e.refusal().reason() != Reason.ILLEGAL_TRANSITION) {
                throw e;
            }
        }
    }

    private Content content(UploadStream stream, EvidenceHeader header) throws InterruptedException {
        Opening opening = new Opening(header.getMediaType());
        try (Incoming incoming = files.begin()) {
            Optional<ByteString> chunk = stream.nextChunk();
            while (chunk.isPresent()) {
                limits.checkSize(incoming.sizeBytes() + chunk.get().size());
                opening.take(chunk.get());
                incoming.write(chunk.get().asReadOnlyByteBuffer());
                chunk = stream.nextChunk();
            }
            if (incoming.sizeBytes() == 0) {
                throw EvidenceLimits.invalid("chunk", "no content came");
            }
            opening.end();
            EvidenceLimits.checkTold(
                    "header.size_bytes",
                    header.getSizeBytes() == 0 ? Optional.empty() : Optional.of(Long.toString(header.getSizeBytes())),
                    Long.toString(incoming.sizeBytes()));
            return incoming.keep(Optional.of(header.getOptionalSha256()).filter(told -> !told.isEmpty()));
        }
    }

    private static RequestKey key(EvidenceHeader header, Content content, String caller) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header.toByteArray());
            digest.update(content.sha256().getBytes(StandardCharsets.UTF_8));
            return new RequestKey(
                    caller,
                    UploadEvidenceRequest.getDescriptor().getFullName(),
                    UUID.fromString(header.getRequestId()),
                    digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
