package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.ecology.clue.model.LinkedIncident.Result;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Puts on a clue what dispatch-service tells of its incident. Told again or late, it changes nothing. */
@Singleton
public class TakeIncidentNews {
    private final Clues clues;
    private final ClueRecords records;
    private final InstantSource clock;

    public TakeIncidentNews(Clues clues, ClueRecords records, InstantSource clock) {
        this.clues = clues;
        this.records = records;
        this.clock = clock;
    }

    /** A clue that this service does not have, after its database went back, is left out. */
    public void take(String clueName, Opened opened, Optional<Result> result) {
        ClueRecords.id(clueName).flatMap(clues::lock).ifPresent(clue -> {
            Instant now = Times.now(clock);
            LinkedIncident before = clue.incident().orElseGet(() -> LinkedIncident.requested(now));
            Clue told = clue.with(new LinkedIncident(before.requestedAt(), Optional.of(opened), result));
            if (told.version() == clue.version()) {
                if (!told.equals(clue)) {
                    clues.save(told);
                }
            } else {
                Clue ignored = records.change(
                        told,
                        action(before, opened, result),
                        result.map(Result::at).orElse(now),
                        now,
                        result.map(Result::found).orElse(""));
            }
        });
    }

    private static String action(LinkedIncident before, Opened opened, Optional<Result> result) {
        if (result.isPresent()) {
            return "clue.incident_ended";
        }
        if (opened.mergedInto().isPresent()) {
            return "clue.incident_merged";
        }
        return before.opened().isPresent() ? "clue.incident_unmerged" : "clue.incident_opened";
    }
}
