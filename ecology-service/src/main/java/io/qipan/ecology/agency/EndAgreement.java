package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agreement;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends an agreement now. */
@Singleton
public class EndAgreement {
    private final Agencies agencies;
    private final Journal journal;

    public EndAgreement(Agencies agencies, Journal journal) {
        this.agencies = agencies;
        this.journal = journal;
    }

    public Agreement end(String name, String etag, String reason, Instant now) {
        Agreement standing = AgreementName.parse(name)
                .flatMap(agencies::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        String current = Long.toString(standing.version());
        if (!etag.equals(current)) {
            throw Refusal.staleEtag(name, etag, current).asException();
        }
        Agreement ended = standing.ended(now).orRefuse();
        agencies.save(ended);
        journal.append(ended.name(), "agreement.ended", now, reason, AgencyMessages.message(ended));
        return ended;
    }
}
