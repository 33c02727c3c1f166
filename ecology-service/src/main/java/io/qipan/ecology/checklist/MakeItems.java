package io.qipan.ecology.checklist;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.ecology.checklist.model.ChecklistTemplate;
import io.qipan.ecology.checklist.model.Owner;
import io.qipan.ecology.checklist.model.Point;
import io.qipan.ecology.checklist.model.Task;
import io.qipan.ecology.chief.Appointments;
import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Post;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the items of one month, of points that have none yet. */
@Singleton
public class MakeItems {
    /** Of the newest appointments to a jurisdiction; who holds a post now is among them. */
    private static final int MOST_APPOINTMENTS = 200;

    private final ChecklistTemplates templates;
    private final ChecklistItems items;
    private final ChecklistRecords records;
    private final Appointments appointments;
    private final MeterRegistry meters;

    public MakeItems(
            ChecklistTemplates templates,
            ChecklistItems items,
            ChecklistRecords records,
            Appointments appointments,
            MeterRegistry meters) {
        this.templates = templates;
        this.items = items;
        this.records = records;
        this.appointments = appointments;
        this.meters = meters;
    }

    /** For this or the next month, because somebody asks for it. What could not be done in time any more is left out. */
    List<ChecklistItem> make(String name, YearMonth month, String by, Instant now) {
        ChecklistTemplate template = templates
                .lockNewest(name)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (template.ended()) {
            throw Refusal.illegalTransition(name, "ENDED", "make the items of " + month)
                    .asException();
        }
        YearMonth present = ReviseChecklist.monthOf(now);
        if (!month.equals(present) && !month.equals(present.plusMonths(1))) {
            String wrong = "it must be " + present + " or " + present.plusMonths(1) + ", not " + month;
            throw Refusal.of(Reason.INVALID_FIELD, "month: " + wrong + ".")
                    .withViolations(List.of(new Violation("month", wrong)))
                    .asException();
        }
        return make(template, month, now, by, now);
    }

    /** @param dueAfter only points whose time ends later */
    List<ChecklistItem> make(ChecklistTemplate template, YearMonth month, Instant dueAfter, String by, Instant now) {
        Set<String> there = items.points(template.name(), month);
        List<ChecklistItem> made = new ArrayList<>();
        for (Point point : template.points()) {
            if (point.isIn(month)
                    && !there.contains(point.code())
                    && point.dueAt(month).isAfter(dueAfter)) {
                made.add(make(template, point, month, by, now));
            }
        }
        meters.counter("qipan.checklist.made").increment(made.size());
        return made;
    }

    private ChecklistItem make(ChecklistTemplate template, Point point, YearMonth month, String by, Instant now) {
        Optional<String> owner = owner(template, point.owner(), now);
        ChecklistItem made = ChecklistItem.made(
                UuidCreator.getTimeOrderedEpoch(),
                Task.of(template, point, month),
                owner.orElse(template.supervisor()),
                now,
                by);
        records.made(made, owner.isPresent() ? "" : "The post is vacant; it stays with the supervisor.");
        return made;
    }

    private Optional<String> owner(ChecklistTemplate template, Owner owner, Instant now) {
        return switch (owner) {
            case Owner.Account(String subject) -> Optional.of(subject);
            case Owner.HolderOf(Post post) -> holder(template.jurisdiction().orElseThrow(), post, now);
        };
    }

    private Optional<String> holder(String jurisdiction, Post post, Instant now) {
        Appointments.Filter filter = new Appointments.Filter(Optional.of(jurisdiction), Optional.empty());
        return appointments.list(filter, Optional.empty(), MOST_APPOINTMENTS).stream()
                .filter(appointment -> appointment.seat().post() == post && appointment.holdsAt(now))
                .map(Appointment::account)
                .findFirst();
    }
}
