package io.qipan.ecology.fieldwork;

import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.work.UnitOfWork;
import java.time.InstantSource;

/** Opens the handlers to tests of other features. */
public final class FieldworkScenario {

    private FieldworkScenario() {}

    public static FieldRecords records() {
        return new PostgresFieldRecords();
    }

    public static FieldRecordRpc handlers(
            UnitOfWork unitOfWork, Cases cases, ResponsibleAgencies agencies, Journal journal, InstantSource clock) {
        FieldRecords records = new PostgresFieldRecords();
        EntryCheck check = new EntryCheck(agencies, cases);
        return new FieldRecordRpc(
                unitOfWork,
                clock,
                records,
                new AddFieldRecord(records, check, journal),
                new ChangeFieldRecord(records, check, journal));
    }
}
