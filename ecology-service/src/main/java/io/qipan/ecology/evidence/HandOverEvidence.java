package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.proto.ecology.v1.HandOverEvidenceRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Gives evidence into somebody's custody. */
@Singleton
public class HandOverEvidence {
    private final EvidenceRecords records;
    private final Journal journal;
    private final InstantSource clock;

    public HandOverEvidence(EvidenceRecords records, Journal journal, InstantSource clock) {
        this.records = records;
        this.journal = journal;
        this.clock = clock;
    }

    Evidence handOver(HandOverEvidenceRequest request, String by) {
        Evidence found = EvidenceName.find(request.getName(), records::lock);
        records.journaledHead(found.name()).flatMap(found::missing).ifPresent(cut -> {
            throw found.broken(cut).asException();
        });
        Instant at = Times.occurred(request.hasOccurredAt(), request.getOccurredAt(), now(found));
        Evidence handed = found.unchangedSince(request.getEtag())
                .then(current -> current.handedOver(request.getHolder(), at, by, request.getReason()))
                .orRefuse();
        records.appendCustody(handed);
        journal.append(
                handed.name(), "evidence.handed_over", at, request.getReason(), EvidenceMessages.message(handed));
        return handed;
    }

    /** Another replica whose clock is a little ahead may have written the entry before. */
    private Instant now(Evidence found) {
        Instant now = Times.now(clock);
        Instant last =
                found.custody().isEmpty() ? now : found.custody().getLast().at();
        return now.isBefore(last) ? last : now;
    }
}
