package io.qipan.ecology.peer;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.clue.DispatchIncidents;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Report;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentType;
import io.qipan.proto.dispatch.v1.ListIncidentTypesRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Singleton
class GrpcDispatchIncidents implements DispatchIncidents {
    private static final String OTHER = "other";
    /** What an incident takes. */
    private static final int LONGEST_SUMMARY = 4_000;

    private final Peer dispatch;

    GrpcDispatchIncidents(@Named("dispatch") Peer dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public Answer open(Clue clue, List<String> activities) {
        try {
            List<IncidentType> types = dispatch.call(channel -> IncidentServiceGrpc.newBlockingStub(channel)
                            .listIncidentTypes(ListIncidentTypesRequest.getDefaultInstance()))
                    .getTypesList();
            OpenIncidentRequest request = request(clue, type(types, activities));
            Incident incident = dispatch.call(channel ->
                            IncidentServiceGrpc.newBlockingStub(channel).openIncident(request))
                    .getIncident();
            return new Answer.Opened(new LinkedIncident(
                    clue.incident().orElseThrow().requestedAt(),
                    Optional.of(IncidentWords.opened(incident)),
                    IncidentWords.result(incident)));
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION -> {
                    if (isBehindOurClock(e)) {
                        throw e;
                    }
                    yield new Answer.Refused(String.valueOf(e.getStatus().getDescription()));
                }
                default -> throw e;
            };
        }
    }

    /** Its clock comes there by itself. */
    private static boolean isBehindOurClock(StatusRuntimeException refused) {
        Metadata trailers = Objects.requireNonNullElseGet(refused.getTrailers(), Metadata::new);
        return Statuses.reason(refused.getStatus(), trailers).equals(Reason.TIME_IN_FUTURE.name());
    }

    private static String type(List<IncidentType> types, List<String> activities) {
        return activities.stream()
                .flatMap(activity -> types.stream()
                        .filter(type -> type.getEcologicalActivity().equals(activity))
                        .map(IncidentType::getCode))
                .findFirst()
                .orElse(OTHER);
    }

    private static OpenIncidentRequest request(Clue clue, String type) {
        Report report = clue.report();
        String summary = clue.number() + ": " + report.summary();
        LocationInput.Builder place = LocationInput.newBuilder()
                .setText(report.placeText())
                .setSource(source(report))
                .setUncertaintyM(report.uncertaintyM())
                .setObservedAt(Times.message(report.occurredAt()));
        report.point().map(PlaceMessages::message).ifPresent(place::setPoint);
        return OpenIncidentRequest.newBuilder()
                .setRequestId(requestId(clue, type))
                .setType(type)
                .setSummary(summary.substring(0, Math.min(LONGEST_SUMMARY, summary.length())))
                .addLocations(place)
                .setOpenedAt(Times.message(clue.incident().orElseThrow().requestedAt()))
                .setActAt(Times.message(report.occurredAt()))
                .setDrill(report.drill())
                .setOptionalClue(clue.name())
                .build();
    }

    /**
     * The same on every try. A hotspot that has grown in between makes another body, and so another request: dispatch-service
     * knows the clue, and opens no second incident for it.
     */
    private static String requestId(Clue clue, String type) {
        String what = type + " of " + clue.name() + ": " + clue.report();
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static LocationSource source(Report report) {
        return switch (report.source()) {
            case PUBLIC -> LocationSource.CALLER;
            case PATROL -> LocationSource.UNIT_REPORT;
            case SENSOR, HOTSPOT -> LocationSource.DEVICE;
            case AGENCY -> LocationSource.IMPORTED;
        };
    }
}
