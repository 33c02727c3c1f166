package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Settled;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.proto.dispatch.v1.ForcedPlace.State;
import io.qipan.runtime.rpc.Times;

/** Forced places on the wire. */
final class ForcedPlaceMessages {

    private ForcedPlaceMessages() {}

    static io.qipan.proto.dispatch.v1.ForcedPlace message(ForcedPlace place) {
        io.qipan.proto.dispatch.v1.ForcedPlace.Builder message = io.qipan.proto.dispatch.v1.ForcedPlace.newBuilder()
                .setName(place.id().name())
                .setEtag(Etag.of(place.version()))
                .setSubject(place.subject().name())
                .setLocationId(place.locationId())
                .setText(place.text())
                .setReason(place.reason())
                .setOwner(place.owner())
                .setForcedAt(Times.message(place.forcedAt()))
                .setDrill(place.drill());
        switch (place.state()) {
            case Unverified unverified ->
                message.setState(State.UNVERIFIED)
                        .setNextDeadlineAt(Times.message(unverified.nextDeadlineAt()))
                        .setReminders(unverified.reminders());
            case Settled settled ->
                message.setState(State.valueOf(settled.outcome().name()))
                        .setSettledAt(Times.message(settled.at()))
                        .setSettledBy(settled.by())
                        .setRationale(settled.rationale());
        }
        return message.build();
    }
}
