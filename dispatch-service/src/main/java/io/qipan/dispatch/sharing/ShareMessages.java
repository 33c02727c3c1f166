package io.qipan.dispatch.sharing;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.dispatch.sharing.model.ShareState;
import io.qipan.proto.dispatch.v1.Incident.State;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.SharedIncident;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.place.Shape.Spot;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Locale;

/** Shared incidents on the wire. */
final class ShareMessages {

    private ShareMessages() {}

    /** As our own people see it: also who of them shared and ended it. */
    static io.qipan.proto.dispatch.v1.IncidentShare ours(IncidentShare share, Incident incident, Instant now) {
        io.qipan.proto.dispatch.v1.IncidentShare.Builder message =
                message(share, incident, now).toBuilder().setSharedBy(share.sharedBy());
        return share.state() instanceof ShareState.Ended ended
                ? message.setEndedBy(ended.by()).build()
                : message.build();
    }

    /** As the agency sees it, in the feed too. */
    static io.qipan.proto.dispatch.v1.IncidentShare message(IncidentShare share, Incident incident, Instant now) {
        io.qipan.proto.dispatch.v1.IncidentShare.Builder message = io.qipan.proto.dispatch.v1.IncidentShare.newBuilder()
                .setName(share.id().name())
                .setEtag(Etag.of(share.version()))
                .setIncident(share.incident().name())
                .setAgency(share.agency())
                .setPurpose(share.purpose())
                .setDrill(share.drill())
                .setSharedAt(Times.message(share.sharedAt()))
                .setUntil(Times.message(share.until()));
        if (share.state() instanceof ShareState.Ended ended) {
            message.setEndedAt(Times.message(ended.at())).setEndReason(ended.reason());
        }
        return share.isInForce(now) ? message.setShared(shown(incident)).build() : message.build();
    }

    private static SharedIncident shown(Incident incident) {
        SharedIncident.Builder shown = SharedIncident.newBuilder()
                .setNumber(incident.number())
                .setState(State.valueOf(incident.state().word().toUpperCase(Locale.ROOT)))
                .setType(incident.type())
                .setPriority(Priority.valueOf(incident.priority().name()))
                .setOpenedAt(Times.message(incident.openedAt()));
        incident.chosenLocation().ifPresent(location -> show(location, shown));
        if (incident.state() instanceof IncidentState.Ended ended) {
            shown.setEndedAt(Times.message(ended.endedAt()));
        }
        return shown.build();
    }

    private static void show(Location location, SharedIncident.Builder shown) {
        location.shape()
                .ifPresent(shape -> shown.setPoint(
                                switch (shape) {
                                    case Spot spot -> PlaceMessages.message(spot.given());
                                    case Region region -> PlaceMessages.message(region.middle());
                                })
                        .setUncertaintyM(location.uncertaintyM() + shape.reach()));
    }
}
