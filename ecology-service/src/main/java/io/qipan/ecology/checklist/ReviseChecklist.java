package io.qipan.ecology.checklist;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.checklist.model.ChecklistTemplate;
import io.qipan.ecology.chief.Jurisdictions;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the next revision of a template; the beginning of the next month makes items of it. */
@Singleton
public class ReviseChecklist {
    private final ChecklistTemplates templates;
    private final ResponsibleAgencies agencies;
    private final Jurisdictions jurisdictions;
    private final Deadlines deadlines;
    private final Journal journal;

    public ReviseChecklist(
            ChecklistTemplates templates,
            ResponsibleAgencies agencies,
            Jurisdictions jurisdictions,
            Deadlines deadlines,
            Journal journal) {
        this.templates = templates;
        this.agencies = agencies;
        this.jurisdictions = jurisdictions;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** @param next with the number of the revision behind the one it starts from */
    public ChecklistTemplate revise(ChecklistTemplate next) {
        check(next);
        Optional<ChecklistTemplate> newest = templates.lockNewest(next.name());
        int number = newest.map(ChecklistTemplate::revision).orElse(0);
        if (number + 1 != next.revision()) {
            throw stale(next, number).asException();
        }
        if (newest.filter(next::asksTheSameAs).isPresent()) {
            return newest.get();
        }
        if (!templates.add(next)) {
            throw stale(next, number + 1).asException();
        }
        if (!next.ended() && newest.filter(earlier -> !earlier.ended()).isEmpty()) {
            MakeMonth.waitFor(monthOf(next.madeAt()).plusMonths(1), next.name(), deadlines);
        }
        journal.append(
                next.name(),
                "checklist_template.revised",
                next.madeAt(),
                next.reason(),
                TemplateMessages.message(next));
        return next;
    }

    static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atZone(DayCount.ZONE));
    }

    static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(DayCount.ZONE).toInstant();
    }

    private static Refusal stale(ChecklistTemplate next, int number) {
        return Refusal.staleEtag(next.name(), Integer.toString(next.revision() - 1), Integer.toString(number));
    }

    private void check(ChecklistTemplate template) {
        List<Violation> faults = template.faults();
        if (!faults.isEmpty()) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            faults.stream().map(Violation::description).collect(Collectors.joining("; ")) + ".")
                    .withViolations(faults)
                    .asException();
        }
        agencies.mustKnow(template.agency());
        template.jurisdiction().filter(this::isUnknown).ifPresent(name -> {
            throw Refusal.notFound(name).asException();
        });
    }

    private boolean isUnknown(String jurisdiction) {
        return jurisdictions.versionsOf(jurisdiction).stream()
                .noneMatch(version -> version.toRevision().isEmpty());
    }
}
