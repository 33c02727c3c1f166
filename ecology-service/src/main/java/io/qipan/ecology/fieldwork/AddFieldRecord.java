package io.qipan.ecology.fieldwork;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Records what people did or saw. */
@Singleton
public class AddFieldRecord {
    private final FieldRecords records;
    private final EntryCheck check;
    private final Journal journal;

    AddFieldRecord(FieldRecords records, EntryCheck check, Journal journal) {
        this.records = records;
        this.check = check;
        this.journal = journal;
    }

    public FieldRecord add(FieldEntry told, String by, Instant now) {
        FieldEntry entry = check.complete(told, now);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        FieldRecord record = FieldRecord.newBuilder()
                .setName(FieldRecordName.PREFIX + id)
                .setEtag("1")
                .setMatter(EntryCheck.matter(entry))
                .setEntry(entry)
                .setRecordedAt(Times.message(now))
                .setRecordedBy(by)
                .build();
        records.add(id, record);
        journal.append(record.getName(), "field_record.added", Times.instant(entry.getHappenedAt()), "", record);
        return record;
    }
}
