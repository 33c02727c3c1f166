package io.qipan.ecology.evidence;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.evidence.model.ContentState;
import io.qipan.ecology.evidence.model.Custody;
import io.qipan.ecology.evidence.model.CustodyHead;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.ecology.evidence.model.Evidence.Break;
import io.qipan.ecology.evidence.model.Review;
import io.qipan.proto.ecology.v1.CustodyEntry;
import io.qipan.proto.ecology.v1.EvidenceReview;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;

/** Evidence on the wire. */
final class EvidenceMessages {

    private EvidenceMessages() {}

    static io.qipan.proto.ecology.v1.Evidence message(Evidence evidence) {
        return io.qipan.proto.ecology.v1.Evidence.newBuilder()
                .setName(evidence.name())
                .setEtag(evidence.etag())
                .setCase(evidence.caseName())
                .setTitle(evidence.title())
                .setMediaType(evidence.mediaType())
                .setSizeBytes(evidence.content().sizeBytes())
                .setSha256(evidence.content().sha256())
                .setFromDevice(evidence.fromDevice())
                .setCapturedAt(Times.message(evidence.capturedAt()))
                .addAllCustody(evidence.custody().stream()
                        .map(EvidenceMessages::message)
                        .toList())
                .addAllReviews(evidence.reviews().stream()
                        .map(EvidenceMessages::message)
                        .toList())
                .build();
    }

    private static EvidenceReview message(Review review) {
        return EvidenceReview.newBuilder()
                .setNumber(review.number())
                .setPassed(review.passed())
                .setDeviceFit(review.deviceFit())
                .setRecordFit(review.recordFit())
                .setLegalReviewer(review.legalReviewer())
                .setTechnicalReviewer(review.technicalReviewer())
                .setReason(review.reason())
                .setAt(Times.message(review.at()))
                .setBy(review.by())
                .build();
    }

    private static CustodyEntry message(Custody entry) {
        return CustodyEntry.newBuilder()
                .setNumber(entry.number())
                .setHolder(entry.holder())
                .setAt(Times.message(entry.at()))
                .setBy(entry.by())
                .setReason(entry.reason())
                .setPreviousSeal(entry.previousSeal())
                .setSeal(entry.seal())
                .build();
    }

    /** Of evidence as the journal was told of it. */
    static CustodyHead head(byte[] state) {
        try {
            List<CustodyEntry> custody =
                    io.qipan.proto.ecology.v1.Evidence.parseFrom(state).getCustodyList();
            return new CustodyHead(custody.size(), custody.getLast().getSeal());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The journal of evidence cannot be read", e);
        }
    }

    /** Empty if the caller has noted nothing. */
    static Optional<CustodyHead> noted(VerifyCustodyRequest request) {
        return request.getOptionalEntries() == 0
                ? Optional.empty()
                : Optional.of(new CustodyHead(request.getOptionalEntries(), request.getOptionalHead()));
    }

    static VerifyCustodyResponse verified(Evidence evidence, ContentState content, List<CustodyHead> seen) {
        Optional<Break> broken = evidence.firstBreak()
                .or(() -> seen.stream()
                        .flatMap(head -> evidence.missing(head).stream())
                        .findFirst());
        String problem = content == ContentState.INTACT ? "" : problem(evidence, content) + " ";
        return VerifyCustodyResponse.newBuilder()
                .setIntact(broken.isEmpty() && content == ContentState.INTACT)
                .setContent(VerifyCustodyResponse.Content.valueOf(content.name()))
                .setFirstBroken(broken.map(Break::number).orElse(0))
                .setProblem((problem + broken.map(Break::problem).orElse("")).strip())
                .setEntries(evidence.head().entries())
                .setHead(evidence.head().seal())
                .build();
    }

    static String problem(Evidence evidence, ContentState content) {
        return "The content of " + evidence.name() + ", SHA-256 "
                + evidence.content().sha256()
                + (content == ContentState.MISSING
                        ? ", is not in the store."
                        : ", is damaged: what is in the store has another hash.");
    }
}
