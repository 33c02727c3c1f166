package io.qipan.ecology.fieldwork;

import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Corrects a record or annuls it. */
@Singleton
public class ChangeFieldRecord {
    private final FieldRecords records;
    private final EntryCheck check;
    private final Journal journal;

    ChangeFieldRecord(FieldRecords records, EntryCheck check, Journal journal) {
        this.records = records;
        this.check = check;
        this.journal = journal;
    }

    public FieldRecord correct(String name, String etag, FieldEntry told, String reason, Instant now) {
        FieldRecord found = lock(name, etag);
        FieldEntry entry = check.complete(
                told.hasHappenedAt()
                        ? told
                        : told.toBuilder()
                                .setHappenedAt(found.getEntry().getHappenedAt())
                                .build(),
                now);
        if (EntryCheck.matter(entry) != found.getMatter()) {
            String wrong = name + " is a " + found.getMatter() + ". Annul it, and add another";
            throw Refusal.of(Reason.INVALID_FIELD, "entry: " + wrong + ".")
                    .withViolations(List.of(new Violation("entry", wrong)))
                    .asException();
        }
        return keep(found.toBuilder().setEntry(entry), "field_record.corrected", reason, now);
    }

    public FieldRecord annul(String name, String etag, String reason, Instant now) {
        return keep(lock(name, etag).toBuilder().setAnnulled(true), "field_record.annulled", reason, now);
    }

    private FieldRecord lock(String name, String etag) {
        FieldRecord found = FieldRecordName.parse(name)
                .flatMap(records::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (!found.getEtag().equals(etag)) {
            throw Refusal.staleEtag(name, etag, found.getEtag()).asException();
        }
        if (found.getAnnulled()) {
            throw Refusal.illegalTransition(name, "ANNULLED", "be changed").asException();
        }
        return found;
    }

    private FieldRecord keep(FieldRecord.Builder next, String action, String reason, Instant now) {
        FieldRecord changed = next.setEtag(Long.toString(Long.parseLong(next.getEtag()) + 1))
                .setChangedAt(Times.message(now))
                .build();
        UUID id = FieldRecordName.parse(changed.getName()).orElseThrow();
        records.save(id, changed);
        journal.append(changed.getName(), action, now, reason, changed);
        return changed;
    }
}
