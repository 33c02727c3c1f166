package io.qipan.ecology.agency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.ReviseAgencyRequest;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Agencies and agreements on the wire and in the model. */
final class AgencyMessages {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);

    private AgencyMessages() {}

    static io.qipan.proto.ecology.v1.Agency message(Agency agency) {
        return io.qipan.proto.ecology.v1.Agency.newBuilder()
                .setName(agency.name())
                .setCode(agency.code())
                .setKind(io.qipan.proto.ecology.v1.Agency.Kind.valueOf(
                        agency.kind().name()))
                .setTitleEn(agency.titleEn())
                .setTitleZh(agency.titleZh())
                .setOptionalParent(
                        agency.parent().map(code -> Agency.PREFIX + code).orElse(""))
                .addAllCompetence(messages(agency.competence()))
                .setArea(GeometryWriter.text(agency.area()))
                .setEtag(agency.etag())
                .build();
    }

    static io.qipan.proto.ecology.v1.Agreement message(Agreement agreement) {
        io.qipan.proto.ecology.v1.Agreement.Builder message = io.qipan.proto.ecology.v1.Agreement.newBuilder()
                .setName(agreement.name())
                .addAllParties(agreement.parties())
                .addAllKinds(messages(agreement.kinds()))
                .setArea(GeometryWriter.text(agreement.area()))
                .setFrom(Times.message(agreement.from()))
                .setBasis(agreement.basis())
                .setSignedAt(Times.message(agreement.signedAt()))
                .setEtag(Long.toString(agreement.version()));
        agreement.until().map(Times::message).ifPresent(message::setUntil);
        return message.build();
    }

    static ReviseAgency.Revision revision(ReviseAgencyRequest request) {
        return new ReviseAgency.Revision(
                request.getName(),
                request.getEtag(),
                request.getReason(),
                new Agency.Description(
                        request.getTitleEn(),
                        request.getTitleZh(),
                        parent(request.getOptionalParent()),
                        kinds(request.getCompetenceList()),
                        area(request.getArea())));
    }

    /** The code of a parent that may be missing. */
    static Optional<String> parent(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name.substring(Agency.PREFIX.length()));
    }

    private static List<Kind> messages(List<ResourceKind> kinds) {
        return kinds.stream().map(kind -> Kind.valueOf(kind.name())).toList();
    }

    static List<ResourceKind> kinds(List<Kind> messages) {
        return messages.stream()
                .map(kind -> ResourceKind.valueOf(kind.name()))
                .distinct()
                .toList();
    }

    static Geometry area(String geojson) {
        try {
            Geometry area = GeometryReader.read(MAPPER.readTree(geojson));
            boolean onEarth = true;
            for (Coordinate at : area.getCoordinates()) {
                onEarth &= EARTH.contains(at);
            }
            if (area.getDimension() != 2 || !onEarth || !area.isValid()) {
                throw invalid("it is no simple Polygon or MultiPolygon in degrees");
            }
            return area;
        } catch (JsonProcessingException e) {
            throw invalid("it is no JSON");
        } catch (Unusable e) {
            throw invalid(e.why());
        }
    }

    private static RuntimeException invalid(String why) {
        return Refusal.of(Reason.PLACE_INVALID, "The area cannot be used: " + why + ".")
                .with("problem", "area")
                .asException();
    }
}
