package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.proto.dispatch.v1.Incident.State;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Incidents on the wire. Also for the features that work incidents. */
public final class IncidentMessages {

    private IncidentMessages() {}

    public static io.qipan.proto.dispatch.v1.Incident message(Incident incident) {
        io.qipan.proto.dispatch.v1.Incident.Builder message = io.qipan.proto.dispatch.v1.Incident.newBuilder()
                .setName(incident.id().name())
                .setNumber(incident.number())
                .setEtag(Etag.of(incident.version()))
                .setState(State.valueOf(incident.state().word().toUpperCase(Locale.ROOT)))
                .setType(incident.type())
                .setPriority(Priority.valueOf(incident.priority().name()))
                .setSummary(incident.summary())
                .addAllLocations(incident.locations().stream()
                        .map(PlaceMessages::message)
                        .toList())
                .addAllCalls(incident.calls().stream().map(CallId::name).toList())
                .setOwner(incident.owner())
                .setOpenedAt(Times.message(incident.openedAt()))
                .setActAt(Times.message(incident.actAt()))
                .setDrill(incident.drill())
                .setClue(incident.clue().orElse(""))
                .addAllUnverifiedPlaces(
                        incident.unverified().stream().map(ForcedPlaceId::name).toList())
                .setRecordedAt(Times.message(incident.recordedAt()));
        switch (incident.state()) {
            case Open open -> message.setNextDeadlineAt(Times.message(open.nextDeadlineAt()));
            case Ended ended ->
                message.setEndedAt(Times.message(ended.endedAt()))
                        .setOutcome(IncidentOutcome.valueOf(ended.outcome().name()))
                        .setRationale(ended.rationale());
            case Merged merged -> message.setMergedInto(merged.into().name());
        }
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.IncidentType message(IncidentType type) {
        return io.qipan.proto.dispatch.v1.IncidentType.newBuilder()
                .setCode(type.code())
                .setNameEn(type.nameEn())
                .setNameZh(type.nameZh())
                .setDefaultPriority(Priority.valueOf(type.defaultPriority().name()))
                .addAllNeeds(type.needs())
                .setEcologicalActivity(type.ecologicalActivity().orElse(""))
                .build();
    }
}
