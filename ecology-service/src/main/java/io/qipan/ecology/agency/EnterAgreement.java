package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Enters an agreement that was signed. */
@Singleton
public class EnterAgreement {
    private final Agencies agencies;
    private final Journal journal;

    public EnterAgreement(Agencies agencies, Journal journal) {
        this.agencies = agencies;
        this.journal = journal;
    }

    public Agreement enter(Agreement agreement, Instant now) {
        if (agreement.until().filter(end -> !end.isAfter(agreement.from())).isPresent()) {
            String wrong = "until must be after from, " + agreement.from() + ".";
            throw Refusal.of(Reason.INVALID_FIELD, wrong)
                    .withViolations(List.of(new Violation("until", wrong)))
                    .asException();
        }
        agreement.parties().stream()
                .filter(party ->
                        agencies.find(party.substring(Agency.PREFIX.length())).isEmpty())
                .findFirst()
                .ifPresent(party -> {
                    throw Refusal.notFound(party).asException();
                });
        agencies.add(agreement);
        journal.append(
                agreement.name(), "agreement.entered", now, agreement.basis(), AgencyMessages.message(agreement));
        return agreement;
    }
}
