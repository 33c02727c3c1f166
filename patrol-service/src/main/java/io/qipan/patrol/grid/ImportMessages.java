package io.qipan.patrol.grid;

import io.qipan.patrol.grid.ImportGrid.Outcome;
import io.qipan.patrol.grid.geojson.DocumentReader;
import io.qipan.patrol.grid.geojson.Packed;
import io.qipan.patrol.grid.geojson.Packed.Readable;
import io.qipan.patrol.grid.geojson.Packed.Unreadable;
import io.qipan.patrol.grid.geojson.PropertyNames;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Inspection;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridProperties;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.rpc.PlaceMessages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;

/** Imports on the wire and in the model. */
final class ImportMessages {
    /** Keeps the answer well below 4 MiB. */
    private static final int MOST_FINDINGS = 5_000;

    private ImportMessages() {}

    static Reading reading(ImportGridRequest request) {
        MapDatum datum = MapDatum.valueOf(request.getDatum().name());
        Optional<FeatureKind> kind = GridMessages.kind(request.getOptionalKind());
        return switch (document(request)) {
            case Readable(String text) -> DocumentReader.read(text, datum, kind, names(request.getProperties()));
            case Unreadable(Finding finding) ->
                new Reading(datum, Set.of(), List.of(), Set.of(), new Envelope(), List.of(finding));
        };
    }

    private static Packed document(ImportGridRequest request) {
        return switch (request.getDocumentCase()) {
            case GEOJSON -> new Readable(request.getGeojson());
            case GEOJSON_GZIP -> Packed.unpack(request.getGeojsonGzip().toByteArray());
            case DOCUMENT_NOT_SET -> throw new IllegalArgumentException("The contract lets no such import through");
        };
    }

    private static PropertyNames names(GridProperties given) {
        PropertyNames usual = PropertyNames.USUAL;
        return new PropertyNames(
                or(given.getKind(), usual.kind()),
                or(given.getCode(), usual.code()),
                or(given.getTitleEn(), usual.titleEn()),
                or(given.getTitleZh(), usual.titleZh()),
                or(given.getParent(), usual.parent()),
                or(given.getVisitingRule(), usual.visitingRule()),
                or(given.getReports(), usual.reports()));
    }

    private static String or(String given, String usual) {
        return given.isEmpty() ? usual : given;
    }

    static ImportGridResponse message(Outcome outcome) {
        Inspection inspection = outcome.inspection();
        ImportGridResponse.Builder message = ImportGridResponse.newBuilder()
                .setErrorCount((int) inspection.errors())
                .setWarningCount((int) inspection.warnings())
                .setAdded(inspection.change().added().size())
                .setChanged(inspection.change().changed().size())
                .setRemoved(inspection.change().removed().size());
        inspection.findings().stream()
                .limit(MOST_FINDINGS)
                .map(ImportMessages::message)
                .forEach(message::addFindings);
        outcome.made().map(GridMessages::message).ifPresent(message::setRevision);
        return message.build();
    }

    private static GridFinding message(Finding finding) {
        GridFinding.Builder message = GridFinding.newBuilder()
                .setSeverity(GridFinding.Severity.valueOf(finding.severity().name()))
                .setCode(GridFinding.Code.valueOf(finding.code().name()))
                .setIndex(finding.index())
                .setFeature(finding.feature().orElse(""))
                .setAreaM2(finding.areaM2())
                .setText(finding.text());
        finding.place().map(PlaceMessages::message).ifPresent(message::setPlace);
        return message.build();
    }
}
