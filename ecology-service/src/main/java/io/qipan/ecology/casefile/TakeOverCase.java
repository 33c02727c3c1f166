package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes somebody the owner of an open case. */
@Singleton
public class TakeOverCase {
    private final Cases cases;
    private final Journal journal;
    private final InstantSource clock;

    public TakeOverCase(Cases cases, Journal journal, InstantSource clock) {
        this.cases = cases;
        this.journal = journal;
        this.clock = clock;
    }

    public CaseFile takeOver(String name, String etag, String newOwner) {
        CaseFile found = CaseName.parse(name)
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        CaseFile taken = found.unchangedSince(etag)
                .then(current -> current.takenOverBy(newOwner))
                .orRefuse();
        cases.save(taken);
        journal.append(
                taken.name(),
                "case.taken_over",
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "",
                CaseMessages.message(taken));
        return taken;
    }
}
