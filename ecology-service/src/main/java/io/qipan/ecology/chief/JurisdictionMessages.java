package io.qipan.ecology.chief;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.ImportJurisdictions.Outcome;
import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.Finding;
import io.qipan.ecology.chief.model.Inspection;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.Level;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.ImportJurisdictionsResponse;
import io.qipan.proto.ecology.v1.JurisdictionFinding;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Optional;

/** Jurisdictions, their revisions and imports on the wire and in the model. */
final class JurisdictionMessages {
    /** Keeps the answer well below 4 MiB. */
    private static final int MOST_FINDINGS = 5_000;

    private JurisdictionMessages() {}

    /** Empty if no kind is given. */
    static Optional<ResourceKind> kind(io.qipan.proto.ecology.v1.Jurisdiction.Kind message) {
        return ResourceKind.named(message.name());
    }

    static io.qipan.proto.ecology.v1.Jurisdiction.Kind message(ResourceKind kind) {
        return io.qipan.proto.ecology.v1.Jurisdiction.Kind.valueOf(kind.name());
    }

    /** Empty if no level is given. */
    static Optional<Level> level(io.qipan.proto.ecology.v1.Jurisdiction.Level message) {
        return Level.named(message.name());
    }

    static io.qipan.proto.ecology.v1.Jurisdiction.Level message(Level level) {
        return io.qipan.proto.ecology.v1.Jurisdiction.Level.valueOf(level.name());
    }

    static io.qipan.proto.ecology.v1.Jurisdiction withGeometry(Stretch stretch) {
        return message(stretch).toBuilder()
                .setGeometry(GeometryWriter.text(stretch.jurisdiction().geometry()))
                .build();
    }

    static io.qipan.proto.ecology.v1.Jurisdiction message(Stretch stretch) {
        Jurisdiction jurisdiction = stretch.jurisdiction();
        io.qipan.proto.ecology.v1.Jurisdiction.Builder message = io.qipan.proto.ecology.v1.Jurisdiction.newBuilder()
                .setName(jurisdiction.name())
                .setKind(message(jurisdiction.layer().kind()))
                .setLevel(message(jurisdiction.layer().level()))
                .setCode(jurisdiction.code())
                .setTitleEn(jurisdiction.titleEn())
                .setTitleZh(jurisdiction.titleZh())
                .setCorridorM(jurisdiction.corridorM())
                .setGivenDatum(Datum.valueOf(jurisdiction.givenIn().name()))
                .setAreaM2(Ground.area(stretch.ground()))
                .setValidFrom(Times.message(stretch.from()));
        stretch.until().map(Times::message).ifPresent(message::setValidUntil);
        return message.build();
    }

    static io.qipan.proto.ecology.v1.JurisdictionRevision message(JurisdictionRevision revision) {
        return io.qipan.proto.ecology.v1.JurisdictionRevision.newBuilder()
                .setName(revision.name())
                .setNumber(revision.number())
                .setEffectiveFrom(Times.message(revision.effectiveFrom()))
                .setMadeAt(Times.message(revision.madeAt()))
                .setMadeBy(revision.madeBy())
                .setReason(revision.reason())
                .setAdded(revision.added())
                .setChanged(revision.changed())
                .setRemoved(revision.removed())
                .build();
    }

    static ImportJurisdictionsResponse message(Outcome outcome) {
        Inspection inspection = outcome.inspection();
        ImportJurisdictionsResponse.Builder message = ImportJurisdictionsResponse.newBuilder()
                .setErrorCount((int) inspection.errors())
                .setWarningCount((int) inspection.warnings())
                .setAdded(inspection.change().added().size())
                .setChanged(inspection.change().changed().size())
                .setRemoved(inspection.change().removed().size());
        inspection.findings().stream()
                .limit(MOST_FINDINGS)
                .map(JurisdictionMessages::message)
                .forEach(message::addFindings);
        outcome.made().map(JurisdictionMessages::message).ifPresent(message::setRevision);
        return message.build();
    }

    private static JurisdictionFinding message(Finding finding) {
        JurisdictionFinding.Builder message = JurisdictionFinding.newBuilder()
                .setSeverity(
                        JurisdictionFinding.Severity.valueOf(finding.severity().name()))
                .setCode(JurisdictionFinding.Code.valueOf(finding.code().name()))
                .setIndex(finding.index())
                .setJurisdiction(finding.jurisdiction().orElse(""))
                .setText(finding.text());
        finding.place().map(PlaceMessages::message).ifPresent(message::setPlace);
        return message.build();
    }
}
