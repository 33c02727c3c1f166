package io.qipan.dispatch.gazetteer;

import io.qipan.dispatch.gazetteer.ImportPlaces.Order;
import io.qipan.dispatch.gazetteer.ImportPlaces.Outcome;
import io.qipan.dispatch.gazetteer.file.CsvPlaces;
import io.qipan.dispatch.gazetteer.file.GeoJsonPlaces;
import io.qipan.dispatch.gazetteer.file.PlaceFile;
import io.qipan.dispatch.gazetteer.model.Candidate;
import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.Fault;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.GazetteerPlace;
import io.qipan.proto.dispatch.v1.GazetteerRevision;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import io.qipan.proto.dispatch.v1.PlaceCandidate;
import io.qipan.proto.dispatch.v1.PlaceFault;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Comparator;
import java.util.Optional;

/** Places of the gazetteer on the wire and in the model. */
final class GazetteerMessages {
    private static final int MOST_FAULTS = 1_000;
    private static final int MOST_COLUMNS = 100;

    private GazetteerMessages() {}

    static PlaceFile.Content content(ImportPlacesRequest request) {
        boolean csv = request.hasCsvGzip();
        return PlaceFile.read(
                (csv ? request.getCsvGzip() : request.getGeojsonGzip()).toByteArray(),
                csv ? CsvPlaces::read : GeoJsonPlaces::read,
                MapDatum.valueOf(request.getDatum().name()),
                kind(request.getOptionalKind()));
    }

    private static Optional<PlaceKind> kind(GazetteerPlace.Kind kind) {
        return switch (kind) {
            case DISTRICT, ROAD, ADDRESS, LANDMARK -> Optional.of(PlaceKind.valueOf(kind.name()));
            case KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    static ImportPlacesResponse message(Order order, Outcome outcome) {
        ImportPlacesResponse.Builder message = ImportPlacesResponse.newBuilder()
                .setFaultCount(outcome.faultCount())
                .setPlaces(order.content().places().size())
                .setAdded(outcome.change().added().size())
                .setChanged(outcome.change().changed().size())
                .setRemoved(outcome.change().removed().size());
        order.content().ignored().stream().limit(MOST_COLUMNS).forEach(message::addIgnoredColumns);
        outcome.faults().stream()
                .sorted(Comparator.comparingInt(Fault::line))
                .limit(MOST_FAULTS)
                .forEach(fault -> message.addFaults(
                        PlaceFault.newBuilder().setLine(fault.line()).setText(fault.text())));
        outcome.made().ifPresent(revision -> message.setRevision(message(revision)));
        return message.build();
    }

    static GazetteerRevision message(io.qipan.dispatch.gazetteer.model.GazetteerRevision revision) {
        return GazetteerRevision.newBuilder()
                .setName(revision.name())
                .setNumber(revision.number())
                .setSource(revision.source())
                .setDatum(Datum.valueOf(revision.datum().name()))
                .setMadeAt(Times.message(revision.madeAt()))
                .setMadeBy(revision.madeBy())
                .setReason(revision.reason())
                .setAdded(revision.added())
                .setChanged(revision.changed())
                .setRemoved(revision.removed())
                .build();
    }

    static PlaceCandidate message(Candidate candidate) {
        LocationInput.Builder location = LocationInput.newBuilder()
                .setText(candidate.text())
                .setSource(LocationSource.valueOf(candidate.source().name()))
                .setUncertaintyM(candidate.uncertaintyM());
        candidate.shape().ifPresent(shape -> location.setPoint(PlaceMessages.message(shape.middle())));
        if (candidate.shape().orElse(null) instanceof Shape.Region region) {
            location.setUncertaintyM(Math.min(100_000, candidate.uncertaintyM() + region.reach()));
        }
        PlaceCandidate.Builder message = PlaceCandidate.newBuilder()
                .setBasis(PlaceCandidate.Basis.valueOf(candidate.basis().name()))
                .setScore(Math.clamp(candidate.score(), 0, 1))
                .setExplanation(candidate.explanation())
                .setLocation(location);
        candidate.entries().forEach(entry -> message.addPlaces(message(entry)));
        return message.build();
    }

    private static GazetteerPlace message(Entry entry) {
        return GazetteerPlace.newBuilder()
                .setName(entry.name())
                .setKind(GazetteerPlace.Kind.valueOf(entry.place().kind().name()))
                .setTitle(entry.place().name())
                .addAllAliases(entry.place().aliases())
                .setDistrict(entry.place().district())
                .build();
    }
}
