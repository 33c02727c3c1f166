package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfCall;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfIncident;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Outcome;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that nobody has confirmed a place yet; lets it lapse when nobody works by it any more. */
@Singleton
class RemindOfForcedPlace implements DeadlineHandler {
    private final ForcedPlaceRecords records;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfForcedPlace(
            ForcedPlaceRecords records,
            CallRecords calls,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ForcedPlaceRecords.VERIFY;
    }

    @Override
    public void handle(Due due) {
        ForcedPlace place = records.lock(ForcedPlaceId.parse(due.subject()));
        if (!(place.state() instanceof Unverified)) {
            return;
        }
        Instant now = Times.now(clock);
        if (isOver(place)) {
            String why = place.subject().name() + " ended before anybody confirmed it";
            records.change(
                    place.settle(Outcome.LAPSED, now, "system:deadlines", why).orRefuse(), "place.lapsed", now, why);
        } else {
            records.change(
                    place.remind(now.plus(settings.verifyPlace())).orRefuse(),
                    "place.unverified",
                    now,
                    "Nobody has confirmed it since " + place.forcedAt());
        }
    }

    private boolean isOver(ForcedPlace place) {
        return switch (place.subject()) {
            case OfIncident(IncidentId id) -> isOver(id);
            case OfCall(var id) -> {
                Call call = calls.get(id);
                yield call.state() instanceof CallState.Ended
                        && call.incident().map(this::isOver).orElse(true);
            }
        };
    }

    private boolean isOver(IncidentId id) {
        return incidents.upToRoot(id).getLast().state() instanceof IncidentState.Ended;
    }
}
