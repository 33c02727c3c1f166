package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.runtime.refusal.Decision;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;

/** Takes a step with an item that is for commanders: opens it again, waives it, gives it to somebody else. */
@Singleton
public class ChangeItem {
    private final ChecklistRecords records;

    public ChangeItem(ChecklistRecords records) {
        this.records = records;
    }

    /**
     * Which item, in the state that the caller has read, and what the journal is told.
     *
     * @param verb {@code waived}
     */
    record Step(String name, String etag, String verb, String reason, Instant now) {}

    ChecklistItem change(Step step, Function<ChecklistItem, Decision<ChecklistItem>> change) {
        ChecklistItem changed = records.lock(step.name())
                .unchangedSince(step.etag())
                .then(change)
                .orRefuse();
        records.changed(changed, step.verb(), step.now(), step.reason());
        return changed;
    }
}
