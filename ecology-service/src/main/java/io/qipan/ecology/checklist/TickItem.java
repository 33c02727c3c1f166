package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/** Says that an item is done. */
@Singleton
public class TickItem {
    private final ChecklistRecords records;
    private final Proofs proofs;

    public TickItem(ChecklistRecords records, Proofs proofs) {
        this.records = records;
        this.proofs = proofs;
    }

    ChecklistItem tick(String name, String etag, Done done, Caller caller) {
        ChecklistItem found = records.lock(name);
        if (!caller.hasAny(Role.COMMANDER) && !found.belongsTo(caller.subject())) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            name + " is for " + found.owner() + " to do. Commanders tick it off too, or reassign it.")
                    .with("resource", name)
                    .asException();
        }
        done.proof().ifPresent(proofs::mustShow);
        ChecklistItem ticked =
                found.unchangedSince(etag).then(it -> it.ticked(done)).orRefuse();
        records.changed(ticked, "ticked", done.at(), done.note());
        return ticked;
    }
}
