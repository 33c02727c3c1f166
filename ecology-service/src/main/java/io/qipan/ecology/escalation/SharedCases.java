package io.qipan.ecology.escalation;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.ecology.registry.VisibleRows;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What another agency sees of cases: those that belong to it, those that were handed over to it as police, and those that have
 * gone up to it as long as their place lies in its area. Its right is the law's and not an agreement's. Inside of a unit of work
 * only.
 */
@Singleton
public class SharedCases {

    /** An escalation with its case as it is now. */
    record Seen(Escalation escalation, CaseFile file) {}

    private final Escalations escalations;
    private final Cases cases;
    private final WatchingAgencies watching;

    public SharedCases(Escalations escalations, Cases cases, WatchingAgencies watching) {
        this.escalations = escalations;
        this.cases = cases;
        this.watching = watching;
    }

    /** @param party {@code agencies/{code}}; empty for a token that names none, which sees nothing */
    CaseFile get(String party, String name) {
        return CaseName.parse(name)
                .flatMap(cases::find)
                .filter(file -> !file.facts().drill())
                .filter(file -> belongs(file, party) || isHandedTo(file, party) || hasGoneUp(file, party))
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    private static boolean belongs(CaseFile file, String party) {
        return file.belonging().agency().equals(Optional.of(party));
    }

    /** Those who have it as police, or had it last; whoever has forwarded it has it no more. */
    private static boolean isHandedTo(CaseFile file, String party) {
        return file.procedure().police().equals(Optional.of(party));
    }

    private boolean hasGoneUp(CaseFile file, String party) {
        Escalations.Filter ofIt = new Escalations.Filter(false, Optional.of(file.id()), Optional.of(party), false);
        return watching.mayStillSee(watching.known(party), file)
                && !escalations.list(ofIt, Optional.empty(), 1).isEmpty();
    }

    /** One more than the page, to tell whether another follows. */
    List<CaseFile> list(String party, boolean openOnly, Page page) {
        Cases.Filter filter = new Cases.Filter(
                Optional.empty(),
                openOnly ? Optional.of("OPEN") : Optional.empty(),
                Optional.of(party),
                true,
                false,
                false);
        // A service of before hands cases on and leaves the column as it was.
        return VisibleRows.first(
                page.size() + 1,
                page.after(UUID::fromString),
                (after, most) -> cases.list(filter, after, most),
                CaseFile::id,
                file -> belongs(file, party) || isHandedTo(file, party));
    }

    Seen getEscalation(String party, String name) {
        return EscalationName.parse(name)
                .flatMap(escalations::find)
                .filter(found -> found.recipient().agency().equals(Optional.of(party)))
                .map(this::withCase)
                .filter(seen -> watching.mayStillSee(watching.known(party), seen.file()))
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** One more than the page, to tell whether another follows. */
    List<Seen> listEscalations(String party, boolean openOnly, Page page) {
        Escalations.Filter filter = new Escalations.Filter(openOnly, Optional.empty(), Optional.of(party), false);
        Optional<Agency> agency = watching.known(party);
        return VisibleRows.first(
                page.size() + 1,
                page.after(UUID::fromString),
                (after, most) -> withCases(escalations.list(filter, after, most)),
                seen -> seen.escalation().id(),
                seen -> watching.mayStillSee(agency, seen.file()));
    }

    private List<Seen> withCases(List<Escalation> found) {
        Map<UUID, CaseFile> files = cases
                .findAll(found.stream()
                        .map(escalation -> escalation.matter().caseId())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(CaseFile::id, Function.identity()));
        return found.stream()
                .map(escalation -> new Seen(
                        escalation,
                        Objects.requireNonNull(files.get(escalation.matter().caseId()))))
                .toList();
    }

    Seen withCase(Escalation escalation) {
        return new Seen(escalation, cases.find(escalation.matter().caseId()).orElseThrow());
    }
}
