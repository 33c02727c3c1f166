package io.qipan.patrol.rescue;

import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.RescueRevision;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes a record of what happened, or corrects one by a further revision. */
@Singleton
public class RecordRescue {
    private final Rescues rescues;
    private final Units units;
    private final Journal journal;

    public RecordRescue(Rescues rescues, Units units, Journal journal) {
        this.rescues = rescues;
        this.units = units;
        this.journal = journal;
    }

    public RescueRecord record(UUID id, RescueFacts facts, String by, Instant now) {
        check(facts);
        RescueRecord made = new RescueRecord(id, List.of(new RescueRevision(1, facts, "", by, now)));
        rescues.append(made);
        journal.append(
                made.name(),
                facts.drill() ? "rescue.drill_recorded" : "rescue.recorded",
                facts.happenedAt(),
                "",
                RescueMessages.message(made));
        return made;
    }

    public RescueRecord correct(UUID id, String etag, RescueFacts facts, String reason, String by, Instant now) {
        check(facts);
        RescueRecord corrected = rescues.lock(id)
                .orElseThrow(() -> Refusal.notFound(RescueRecord.name(id)).asException())
                .correct(etag, facts, reason, by, now)
                .orRefuse();
        rescues.append(corrected);
        journal.append(corrected.name(), "rescue.corrected", now, reason, RescueMessages.message(corrected));
        return corrected;
    }

    private void check(RescueFacts facts) {
        facts.problem().ifPresent(problem -> {
            throw Refusal.of(Reason.INVALID_FIELD, "This cannot be recorded: " + problem.text() + ".")
                    .withViolations(List.of(new Violation(problem.field(), problem.text())))
                    .asException();
        });
        Set<String> known = units.find(facts.units()).keySet();
        facts.units().stream().filter(unit -> !known.contains(unit)).findFirst().ifPresent(unit -> {
            throw Refusal.notFound(unit).asException();
        });
    }
}
