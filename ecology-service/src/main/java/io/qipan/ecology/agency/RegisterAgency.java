package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Makes an agency known. */
@Singleton
public class RegisterAgency {
    private final Agencies agencies;
    private final Journal journal;

    public RegisterAgency(Agencies agencies, Journal journal) {
        this.agencies = agencies;
        this.journal = journal;
    }

    public Agency register(Agency agency, Instant now) {
        agency.parent().filter(code -> agencies.find(code).isEmpty()).ifPresent(code -> {
            throw Refusal.notFound(Agency.PREFIX + code).asException();
        });
        if (!agencies.add(agency)) {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            "There is an " + agency.name() + " already. Choose another code, or use that one.")
                    .with("resource", agency.name())
                    .asException();
        }
        journal.append(agency.name(), "agency.registered", now, "", AgencyMessages.message(agency));
        return agency;
    }
}
