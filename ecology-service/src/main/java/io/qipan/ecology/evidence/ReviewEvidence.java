package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.ecology.evidence.model.Review;
import io.qipan.proto.ecology.v1.ReviewEvidenceRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Records the legal and technical review of what a device has recorded. */
@Singleton
public class ReviewEvidence {
    private final EvidenceRecords records;
    private final Journal journal;
    private final InstantSource clock;

    public ReviewEvidence(EvidenceRecords records, Journal journal, InstantSource clock) {
        this.records = records;
        this.journal = journal;
        this.clock = clock;
    }

    Evidence review(ReviewEvidenceRequest request, String by) {
        Evidence found = EvidenceName.find(request.getName(), records::lock);
        Instant now = Times.now(clock);
        Evidence reviewed = found.unchangedSince(request.getEtag())
                .then(current -> current.reviewed(new Review(
                        current.reviews().size() + 1,
                        request.getDeviceFit(),
                        request.getRecordFit(),
                        request.getLegalReviewer(),
                        request.getTechnicalReviewer(),
                        request.getReason(),
                        now,
                        by)))
                .orRefuse();
        records.appendReview(reviewed);
        journal.append(
                reviewed.name(), "evidence.reviewed", now, request.getReason(), EvidenceMessages.message(reviewed));
        return reviewed;
    }
}
