package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes somebody the owner of a clue. */
@Singleton
public class TakeOverClue {
    private final ClueRecords records;
    private final InstantSource clock;

    public TakeOverClue(ClueRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    public Clue takeOver(String name, String etag, String newOwner) {
        Clue taken = records.lock(name)
                .unchangedSince(etag)
                .then(clue -> clue.takenOverBy(newOwner))
                .orRefuse();
        return records.change(taken, "clue.taken_over", Times.now(clock), "");
    }
}
