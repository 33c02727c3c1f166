package io.qipan.ecology.inspection;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.inspection.model.Answer;
import io.qipan.ecology.inspection.model.Answer.Result;
import io.qipan.ecology.inspection.model.Answering;
import io.qipan.ecology.inspection.model.Finding;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.inspection.model.Spot;
import io.qipan.ecology.inspection.model.Template;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.ecology.registry.Subjects;
import io.qipan.ecology.registry.Supervise;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records an inspection; each finding becomes a hazard. */
@Singleton
public class RecordInspection {
    private final Templates templates;
    private final Inspections inspections;
    private final HazardRecords hazardRecords;
    private final Hazards hazards;
    private final Subjects subjects;
    private final Supervise supervise;
    private final ResponsibleAgencies agencies;
    private final ClockBook book;
    private final Journal journal;

    public RecordInspection(
            Templates templates,
            Inspections inspections,
            HazardRecords hazardRecords,
            Hazards hazards,
            Subjects subjects,
            Supervise supervise,
            ResponsibleAgencies agencies,
            ClockBook book,
            Journal journal) {
        this.templates = templates;
        this.inspections = inspections;
        this.hazardRecords = hazardRecords;
        this.hazards = hazards;
        this.subjects = subjects;
        this.supervise = supervise;
        this.agencies = agencies;
        this.book = book;
        this.journal = journal;
    }

    /**
     * What somebody tells of an inspection.
     *
     * @param subject that it was of, {@code subjects/...}
     * @param place that it was of, without a subject
     */
    public record Told(
            String template,
            int templateRevision,
            Optional<String> subject,
            Optional<Spot> place,
            Instant inspectedAt,
            Turnout turnout,
            List<Answer> answers,
            boolean drill,
            String by,
            Instant at) {}

    /** The inspection with the hazards it made. */
    public record Recorded(Inspection inspection, List<Hazard> hazards) {}

    public Recorded record(Told told) {
        Template template = templates
                .find(told.template(), told.templateRevision())
                .orElseThrow(() -> Refusal.notFound(told.template() + " in revision " + told.templateRevision())
                        .asException());
        Optional<Subject> subject = told.subject()
                .map(name -> subjects.lock(name)
                        .orElseThrow(() -> Refusal.notFound(name).asException()));
        Spot spot =
                subject.map(found -> spot(found, template, told.inspectedAt())).orElseGet(() -> place(told, template));
        told.turnout().partners().forEach(agencies::mustKnow);
        List<Answer> answers =
                Answering.check(template, told.answers(), told.inspectedAt()).orRefuse();
        Inspection inspection = inspection(told, spot, answers);
        List<Hazard> found = found(inspection, template);
        Inspection linked = link(inspection, found);
        keep(linked, found);
        subject.filter(_ -> !linked.drill())
                .ifPresent(inspected -> supervise.inspected(
                        inspected,
                        linked.inspectedAt(),
                        hazardRecords.tally(inspected.name(), linked.recordedAt()),
                        linked.recordedAt()));
        return new Recorded(linked, found);
    }

    private static Inspection inspection(Told told, Spot spot, List<Answer> answers) {
        return new Inspection(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                told.template(),
                told.templateRevision(),
                spot,
                told.inspectedAt(),
                told.at(),
                told.by(),
                told.turnout(),
                answers,
                told.drill(),
                Optional.empty(),
                Optional.empty());
    }

    private static Spot spot(Subject subject, Template template, Instant at) {
        if (!subject.entry().validAt(at)) {
            throw Refusal.illegalTransition(subject.name(), "NOT_VALID_AT_" + at, "be inspected then")
                    .asException();
        }
        if (!template.kinds().isEmpty()
                && !template.kinds().contains(subject.entry().kind())) {
            throw invalid("template", template.name() + " is for " + template.kinds() + ", not for " + subject.name())
                    .asException();
        }
        return new Spot(
                Optional.of(subject.name()),
                Ground.point(subject.entry().geometry().getInteriorPoint().getCoordinate()),
                subject.entry().resource(),
                subject.entry().agency());
    }

    private Spot place(Told told, Template template) {
        if (!template.kinds().isEmpty()) {
            throw invalid("optional_subject", template.name() + " is for " + template.kinds() + ": name the subject")
                    .asException();
        }
        Spot place = told.place().orElseThrow();
        agencies.mustKnow(place.agency());
        return place;
    }

    private static Refusal invalid(String field, String wrong) {
        return Refusal.of(Reason.INVALID_FIELD, field + ": " + wrong + ".")
                .withViolations(List.of(new Violation(field, wrong)));
    }

    private List<Hazard> found(Inspection inspection, Template template) {
        List<Hazard> found = new ArrayList<>();
        for (int i = 0; i < template.items().size(); i++) {
            Answer answer = inspection.answers().get(i);
            if (answer.result() == Result.FINDING) {
                found.add(hazard(inspection, template.items().get(i), answer));
            }
        }
        return found;
    }

    private Hazard hazard(Inspection inspection, Template.Item item, Answer answer) {
        Instant at = inspection.inspectedAt();
        Optional<String> before = inspection
                .spot()
                .subject()
                .filter(_ -> !inspection.drill())
                .flatMap(subject -> hazards.last(
                        subject, inspection.template(), item.code(), at.minus(HazardRecords.REPEAT_WITHIN), at))
                .map(Hazard::name);
        Finding finding = new Finding(
                inspection.name(),
                inspection.template(),
                item.code(),
                inspection.spot(),
                answer.note(),
                at,
                before,
                inspection.drill(),
                item.transfer());
        return Hazard.found(UuidCreator.getTimeOrderedEpoch(), finding, due(item, answer, at), why(item, answer, at));
    }

    private Due due(Template.Item item, Answer answer, Instant at) {
        return item.transfer()
                ? book.due(ClockKind.HAZARD_TRANSFER, at)
                : new Due(answer.dueAt().orElse(at.plus(Duration.ofDays(item.usualDays()))), false);
    }

    private String why(Template.Item item, Answer answer, Instant at) {
        if (item.transfer()) {
            ClockSetting setting = book.setting(ClockKind.HAZARD_TRANSFER, DayCount.day(at));
            return setting.nameEn() + " (" + setting.basis() + ")";
        }
        return answer.dueAt().isPresent() ? answer.dueReason() : "the usual " + item.usualDays() + " days of the item";
    }

    private static Inspection link(Inspection inspection, List<Hazard> found) {
        return inspection.with(inspection.answers().stream()
                .map(answer -> found.stream()
                        .filter(hazard -> hazard.finding().item().equals(answer.item()))
                        .findFirst()
                        .map(hazard -> answer.with(hazard.name()))
                        .orElse(answer))
                .toList());
    }

    private void keep(Inspection inspection, List<Hazard> found) {
        inspections.add(inspection);
        journal.append(
                inspection.name(),
                "inspection.recorded",
                inspection.inspectedAt(),
                "",
                InspectionMessages.message(inspection));
        found.forEach(hazardRecords::found);
    }
}
