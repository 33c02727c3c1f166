package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.ecology.inspection.Inspections;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Says by which inspection a tip about fire safety was checked on the spot. */
@Singleton
public class CheckClue {
    private final ClueRecords records;
    private final TermBook terms;
    private final Inspections inspections;
    private final InstantSource clock;

    public CheckClue(ClueRecords records, TermBook terms, Inspections inspections, InstantSource clock) {
        this.records = records;
        this.terms = terms;
        this.inspections = inspections;
        this.clock = clock;
    }

    public Clue check(String name, String etag, String inspection, String by) {
        Instant now = Times.now(clock);
        // The inspection first, as its annulment does.
        Inspection made = id(inspection)
                .flatMap(inspections::lock)
                .orElseThrow(() -> Refusal.notFound(inspection).asException());
        Clue found = records.lock(name);
        Clue checked = found.unchangedSince(etag)
                .then(clue -> terms.recounted(clue)
                        .checkedBy(
                                new SiteCheck.Made(inspection, made.inspectedAt(), by),
                                made.drill(),
                                made.annulled().isPresent()))
                .orRefuse();
        return records.change(checked, "clue.checked", made.inspectedAt(), now, "By " + inspection + ".");
    }

    private static Optional<UUID> id(String name) {
        try {
            UUID id = UUID.fromString(name.substring(Inspection.KIND.length()));
            return Optional.of(id).filter(found -> name.equals(Inspection.KIND + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
