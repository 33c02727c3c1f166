package io.qipan.dispatch.incident.model;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Making one incident of two that are the same, and two again; and what may never become one. */
public final class Merging {

    private Merging() {}

    /**
     * The two as they are then.
     *
     * @param wasBefore what the root was, if this has made it active
     */
    public record One(Incident merged, Incident root, Optional<Open> wasBefore) {}

    /**
     * @param openOrders of the incident, which go on under the root
     * @param checkActiveAt when somebody looks at a root that this makes active
     */
    public static Decision<One> merge(Incident incident, Incident root, int openOrders, Instant checkActiveAt) {
        Optional<Refusal> refusal = refusal(incident, root);
        if (refusal.isPresent() || !(incident.state() instanceof Open before) || !(root.state() instanceof Open was)) {
            return Decision.refuse(refusal.orElseThrow());
        }
        Incident merged = incident.inState(new Merged(root.id(), before)).changed();
        if (openOrders == 0 || was instanceof Active) {
            return Decision.grant(new One(merged, root.changed(), Optional.empty()));
        }
        return root.activate(checkActiveAt).then(active -> Decision.grant(new One(merged, active, Optional.of(was))));
    }

    /** Why the two cannot be merged, whatever orders they have. */
    public static Optional<Refusal> refusal(Incident incident, Incident root) {
        if (incident.id().equals(root.id())) {
            return Optional.of(never(incident, "itself", "is the same already."));
        }
        if (incident.drill() != root.drill()) {
            return Optional.of(never(incident, "drill", "and " + root.id().name() + " are not both exercises."));
        }
        if (incident.priority().compareTo(root.priority()) < 0) {
            return Optional.of(never(
                    incident,
                    "less_urgent",
                    "is " + incident.priority() + " and " + root.id().name() + " only " + root.priority()
                            + ": merge the other way round, or reclassify that one first."));
        }
        if (!(incident.state() instanceof Open)) {
            return Optional.of(incident.illegal("be merged"));
        }
        if (!(root.state() instanceof Open)) {
            return Optional.of(root.illegal("take another incident in"));
        }
        return Optional.empty();
    }

    /** Why a call can never join an incident: nobody would come for a real one in an exercise. */
    static Optional<Refusal> refusal(CallId call, boolean drill, Incident incident) {
        return drill == incident.drill()
                ? Optional.empty()
                : Optional.of(never(
                        call.name(),
                        "drill",
                        "and " + incident.id().name() + " are not both exercises. Open an incident for the call."));
    }

    private static Refusal never(Incident incident, String why, String text) {
        return never(incident.id().name(), why, text);
    }

    private static Refusal never(String resource, String why, String text) {
        return Refusal.of(Reason.NOT_MERGEABLE, resource + " " + text)
                .with("resource", resource)
                .with("why", why);
    }

    /** The merged incident as it was before. */
    public static Decision<Incident> takeOut(Incident incident) {
        return incident.state() instanceof Merged merged
                ? Decision.grant(incident.inState(merged.before()).changed())
                : Decision.refuse(incident.illegal("be taken out of another incident"));
    }

    /**
     * The root without one that was merged into it.
     *
     * @param wasBefore what it was, if that merge had made it active
     * @param openOrders which it has left
     */
    public static Incident left(Incident root, Optional<Open> wasBefore, int openOrders) {
        return switch (root.state()) {
            case Active active
            when openOrders == 0 -> root.inState(wasBefore.orElse(active)).changed();
            case Open _ -> root.changed();
            case Merged _, IncidentState.Ended _ -> root;
        };
    }
}
