package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Records that somebody is shown who told a clue. No record holds the contact itself. */
@Singleton
public class ShowTipster {
    private final ClueRecords records;
    private final InstantSource clock;

    public ShowTipster(ClueRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    public UUID show(String name, Caller caller, String reason) {
        Clue clue = records.lock(name);
        if (!caller.hasAny(Role.COMMANDER) && !clue.owner().equals(caller.subject())) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            "The tipster of " + name + " is shown to its owner, " + clue.owner()
                                    + ", and to commanders. Take the clue over first, if it is yours to work.")
                    .with("resource", name)
                    .asException();
        }
        UUID tipster = clue.report()
                .tipster()
                .orElseThrow(() -> Refusal.notFound("contact of " + name).asException());
        records.note(clue, "clue.tipster_shown", Times.now(clock), reason);
        return tipster;
    }
}
