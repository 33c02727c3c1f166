package io.qipan.ecology.registry;

import io.qipan.ecology.registry.ImportSubjects.Order;
import io.qipan.ecology.registry.ImportSubjects.Outcome;
import io.qipan.ecology.registry.document.Content;
import io.qipan.ecology.registry.document.SubjectDocument;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.proto.ecology.v1.ImportSubjectsRequest;
import io.qipan.proto.ecology.v1.ImportSubjectsResponse;
import io.qipan.proto.ecology.v1.SubjectFault;
import io.qipan.runtime.place.MapDatum;
import java.time.Instant;

/** Imports of the register on the wire and in the model. */
final class ImportMessages {
    private static final int MOST_FAULTS = 500;

    private ImportMessages() {}

    static Order order(ImportSubjectsRequest request, String by, Instant now) {
        SubjectKind kind = SubjectMessages.kind(request.getKind()).orElseThrow();
        MapDatum datum = MapDatum.valueOf(request.getDatum().name());
        Content content = switch (request.getDocumentCase()) {
            case CSV -> SubjectDocument.csv(request.getCsv(), kind, datum);
            case GEOJSON -> SubjectDocument.geojson(request.getGeojson(), kind, datum);
            case DOCUMENT_NOT_SET -> throw new IllegalArgumentException("The contract lets no such import through");
        };
        return new Order(content, datum, request.getDryRun(), request.getBase(), request.getReason(), by, now);
    }

    static ImportSubjectsResponse message(Outcome outcome) {
        ImportSubjectsResponse.Builder message = ImportSubjectsResponse.newBuilder()
                .setFaultCount(outcome.faults().size())
                .setAdded(outcome.added())
                .setRevised(outcome.revised())
                .setUnchanged(outcome.unchanged())
                .setBase(outcome.base());
        outcome.faults().stream()
                .limit(MOST_FAULTS)
                .forEach(fault -> message.addFaults(SubjectFault.newBuilder()
                        .setIndex(fault.index())
                        .setCode(fault.code())
                        .setText(fault.text())));
        return message.build();
    }
}
