package io.qipan.ecology.peer;

import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.ecology.clue.model.LinkedIncident.Result;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.runtime.rpc.Times;
import java.util.Optional;

/** An incident of dispatch-service in our own words. */
final class IncidentWords {

    private IncidentWords() {}

    static Opened opened(Incident incident) {
        return new Opened(
                incident.getName(),
                incident.getNumber(),
                Optional.of(incident.getMergedInto()).filter(other -> !other.isEmpty()),
                version(incident.getEtag()));
    }

    /** Dispatch-service counts the changes of an incident in its etag; 0 if it does not any more. */
    private static long version(String etag) {
        return etag.matches("[0-9]{1,18}") ? Long.parseLong(etag) : 0;
    }

    /** Empty while it is open. */
    static Optional<Result> result(Incident incident) {
        return incident.getState() == Incident.State.ENDED
                ? Optional.of(new Result(
                        Times.instant(incident.getEndedAt()),
                        incident.getOutcome().name(),
                        incident.getRationale()))
                : Optional.empty();
    }
}
