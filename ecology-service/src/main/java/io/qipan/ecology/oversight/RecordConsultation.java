package io.qipan.ecology.oversight;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.oversight.model.Consultation;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.Fields;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Keeps the record of a consultation. */
@Singleton
public class RecordConsultation {
    private final BeginEntry begin;
    private final Entries entries;
    private final CasesInWork cases;
    private final Agencies agencies;

    public RecordConsultation(BeginEntry begin, Entries entries, CasesInWork cases, Agencies agencies) {
        this.begin = begin;
        this.entries = entries;
        this.cases = cases;
        this.agencies = agencies;
    }

    public Consultation record(Consultation consultation) {
        checkSubject(consultation.about());
        consultation.participants().stream()
                .filter(participant -> participant.startsWith(Agency.PREFIX))
                .filter(agency ->
                        agencies.find(agency.substring(Agency.PREFIX.length())).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.notFound(unknown).asException();
                });
        consultation.corrects().ifPresent(name -> checkCorrected(name, consultation));
        return begin.begin(consultation, "recorded", consultation.question(), consultation.recordedAt());
    }

    private void checkSubject(String name) {
        if (EntryName.parse(name).isEmpty()) {
            cases.checkKnown(name);
        } else if (find(name).isEmpty()) {
            throw Refusal.notFound(name).asException();
        }
    }

    private void checkCorrected(String name, Consultation correction) {
        Entry corrected = find(name).orElseThrow(() -> Refusal.notFound(name).asException());
        if (!corrected.subject().equals(correction.subject())) {
            throw Fields.invalid(
                            name,
                            "optional_corrects",
                            "it is about " + corrected.subject().orElse("") + ", not about " + correction.about())
                    .asException();
        }
    }

    private Optional<Entry> find(String name) {
        return EntryName.parse(name).flatMap(found -> entries.find(found.kind(), found.id()));
    }
}
