package io.qipan.ecology.registry;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.registry.model.Entry;
import io.qipan.ecology.registry.model.Factor;
import io.qipan.ecology.registry.model.Risk;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.RiskScore;
import io.qipan.proto.ecology.v1.SubjectEntry;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** Subjects on the wire and in the model. */
public final class SubjectMessages {

    private SubjectMessages() {}

    /**
     * @param from of an entry that tells no beginning
     */
    static String name(SubjectEntry message) {
        return Subject.name(DetailMessages.details(message).kind(), message.getCode());
    }

    /** @param from when it begins if the message does not say */
    static Entry entry(SubjectEntry message, Instant from) {
        MapDatum datum = MapDatum.valueOf(message.getDatum().name());
        Geometry geometry = datum.toWgs84(Places.geometry(message.getGeometry()));
        return entry(message, geometry, datum, from);
    }

    static Entry entry(SubjectEntry message, Geometry geometry, MapDatum givenIn, Instant from) {
        Instant begins = message.hasValidFrom() ? Times.instant(message.getValidFrom()) : from;
        Optional<Instant> ends =
                message.hasValidUntil() ? Optional.of(Times.instant(message.getValidUntil())) : Optional.empty();
        if (ends.filter(end -> !end.isAfter(begins)).isPresent()) {
            throw invalid("entry.valid_until", "must be after valid_from, " + begins)
                    .asException();
        }
        if (message.getTitleEn().isBlank() && message.getTitleZh().isBlank()) {
            throw invalid("entry.title_zh", "give title_en or title_zh").asException();
        }
        return new Entry(
                message.getCode(),
                message.getTitleEn(),
                message.getTitleZh(),
                ResourceKind.named(message.getResource().name()).orElseThrow(),
                message.getAgency(),
                geometry,
                givenIn,
                begins,
                ends,
                DetailMessages.details(message));
    }

    static Refusal invalid(String field, String wrong) {
        return Refusal.of(Reason.INVALID_FIELD, field + ": " + wrong + ".")
                .withViolations(List.of(new Violation(field, wrong)));
    }

    static Optional<SubjectKind> kind(io.qipan.proto.ecology.v1.Subject.Kind message) {
        return message.getNumber() == 0 ? Optional.empty() : Optional.of(SubjectKind.valueOf(message.name()));
    }

    static io.qipan.proto.ecology.v1.Subject withoutGeometry(Subject subject) {
        io.qipan.proto.ecology.v1.Subject.Builder message = message(subject).toBuilder();
        message.getEntryBuilder().clearGeometry();
        return message.build();
    }

    /** Of an earlier revision: what people entered, without what inspections made of it. */
    static io.qipan.proto.ecology.v1.Subject asEntered(Subject subject) {
        return message(subject).toBuilder()
                .clearRisk()
                .clearLastInspectedAt()
                .clearNextInspectionDueAt()
                .clearOpenHazards()
                .clearOverdueHazards()
                .clearRepeatFindings()
                .clearCountedFrom()
                .build();
    }

    static io.qipan.proto.ecology.v1.Subject message(Subject subject) {
        Entry entry = subject.entry();
        io.qipan.proto.ecology.v1.Subject.Builder message = io.qipan.proto.ecology.v1.Subject.newBuilder()
                .setName(subject.name())
                .setKind(io.qipan.proto.ecology.v1.Subject.Kind.valueOf(
                        entry.kind().name()))
                .setEntry(message(entry))
                .setRevision(subject.revision())
                .setEtag(subject.etag())
                .setRevisedAt(Times.message(subject.revisedAt()))
                .setRevisedBy(subject.revisedBy())
                .setReason(subject.reason())
                .setRisk(message(subject.risk()))
                .setOpenHazards(subject.tally().open())
                .setOverdueHazards(subject.tally().overdue())
                .setRepeatFindings(subject.tally().repeats())
                .setGivenDatum(Datum.valueOf(entry.givenIn().name()))
                .setCountedFrom(Times.message(subject.dueFrom()));
        subject.lastInspectedAt().map(Times::message).ifPresent(message::setLastInspectedAt);
        subject.nextDueAt().map(Times::message).ifPresent(message::setNextInspectionDueAt);
        return message.build();
    }

    private static SubjectEntry message(Entry entry) {
        SubjectEntry.Builder message = SubjectEntry.newBuilder()
                .setCode(entry.code())
                .setTitleEn(entry.titleEn())
                .setTitleZh(entry.titleZh())
                .setResource(Jurisdiction.Kind.valueOf(entry.resource().name()))
                .setAgency(entry.agency())
                .setGeometry(GeometryWriter.text(entry.geometry()))
                .setDatum(Datum.WGS84)
                .setValidFrom(Times.message(entry.from()));
        entry.until().map(Times::message).ifPresent(message::setValidUntil);
        DetailMessages.put(entry.details(), message);
        return message.build();
    }

    private static RiskScore message(Risk risk) {
        RiskScore.Builder message = RiskScore.newBuilder()
                .setScore(risk.score())
                .setIntervalDays(risk.intervalDays())
                .setWeightsFrom(risk.weightsFrom().toString())
                .setAssessedAt(Times.message(risk.assessedAt()));
        risk.reasons()
                .forEach(reason -> message.addReasonsBuilder()
                        .setFactor(reason.factor().name())
                        .setTitleEn(reason.titleEn())
                        .setTitleZh(reason.titleZh())
                        .setPoints(reason.points())
                        .setSource(reason.source())
                        .setTimes(reason.times()));
        return message.build();
    }

    /** A subject as it was once told. */
    static Subject subject(io.qipan.proto.ecology.v1.Subject message) {
        Instant from = Times.instant(message.getEntry().getValidFrom());
        return new Subject(
                entry(
                        message.getEntry(),
                        Places.geometry(message.getEntry().getGeometry()),
                        MapDatum.valueOf(message.getGivenDatum().name()),
                        from),
                message.getRevision(),
                Times.instant(message.getRevisedAt()),
                message.getRevisedBy(),
                message.getReason(),
                risk(message.getRisk()),
                Times.instant(message.getCountedFrom()),
                message.hasLastInspectedAt()
                        ? Optional.of(Times.instant(message.getLastInspectedAt()))
                        : Optional.empty(),
                new Tally(message.getOpenHazards(), message.getOverdueHazards(), message.getRepeatFindings()));
    }

    private static Risk risk(RiskScore message) {
        List<Risk.Reason> reasons = message.getReasonsList().stream()
                .map(reason -> new Risk.Reason(
                        Factor.valueOf(reason.getFactor()),
                        reason.getTitleEn(),
                        reason.getTitleZh(),
                        reason.getPoints(),
                        reason.getSource(),
                        reason.getTimes()))
                .toList();
        return new Risk(
                message.getScore(),
                reasons,
                message.getIntervalDays(),
                LocalDate.parse(message.getWeightsFrom()),
                Times.instant(message.getAssessedAt()));
    }
}
