package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.inspection.ChecksByInspection;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Has the tips about fire safety that an annulled inspection checked wait for their check again. */
@Singleton
public class UncheckClues implements ChecksByInspection {
    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;

    public UncheckClues(Clues clues, ClueRecords records, TermBook terms) {
        this.clues = clues;
        this.records = records;
        this.terms = terms;
    }

    @Override
    public void annulled(String inspection, String reason, Instant now) {
        for (Clue checked : clues.lockCheckedBy(inspection)) {
            Clue unchecked = terms.recounted(checked).unchecked();
            Clue ignored = records.change(
                    unchecked, "clue.unchecked", now, inspection + ", by which it was checked, is annulled: " + reason);
        }
    }
}
