package io.qipan.e2e;

import io.qipan.e2e.Ledger.Entry;
import io.qipan.e2e.Operation.Acknowledged;
import io.qipan.launcher.Service;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true of incidents that were merged and taken apart. The truth is what clients were told and what the
 * feed holds, followed step by step beside what the services tell at the end.
 */
final class MergeChecks {
    private final Aftermath aftermath;

    MergeChecks(Aftermath aftermath) {
        this.aftermath = aftermath;
    }

    /**
     * Each incident is merged into what its last merge says, or into nothing; what was taken out is as it was before.
     */
    void mergesStandAndUnmergesRestore() {
        Violations wrong = new Violations("A merge does not stand, or was not undone exactly");
        Map<String, List<Entry>> changes = aftermath.ledger(Service.DISPATCH).byResource();
        for (Incident incident : aftermath.picture().incidents().values()) {
            String into = "";
            Optional<Incident> before = Optional.empty();
            Optional<Incident> last = Optional.empty();
            for (Entry entry : changes.getOrDefault(incident.getName(), List.of())) {
                Incident state = entry.state(Incident.class);
                switch (entry.action()) {
                    case "incident.merged" -> {
                        wrong.addUnless(into.isEmpty(), () -> "Merged twice in a row: " + entry);
                        into = state.getMergedInto();
                        before = last;
                    }
                    case "incident.unmerged" -> {
                        String from = into;
                        Optional<Incident> then = before;
                        wrong.addUnless(!from.isEmpty(), () -> "Taken out of nothing: " + entry);
                        wrong.addUnless(
                                then.filter(known -> isSame(known, state)).isPresent(),
                                () -> "Taken out of " + from + " as " + state + ", merged as " + then);
                        into = "";
                        before = Optional.empty();
                    }
                    default -> {}
                }
                last = Optional.of(state);
            }
            String expected = into;
            wrong.addUnless(
                    incident.getMergedInto().equals(expected)
                            && (incident.getState() == Incident.State.MERGED) == !expected.isEmpty(),
                    () -> incident.getName() + " is " + incident.getState() + " into '" + incident.getMergedInto()
                            + "', by the feed into '" + expected + "'");
        }
        wrong.throwIfAny();
    }

    /** Everything but the etag and when it is looked at next. */
    private static boolean isSame(Incident before, Incident after) {
        return comparable(before).equals(comparable(after));
    }

    private static Incident comparable(Incident incident) {
        return incident.toBuilder().clearEtag().clearNextDeadlineAt().build();
    }

    /** What a client was told last of an incident's merges is so, unless the incident has changed since. */
    void acknowledgedMergesAreTrue() {
        Violations wrong = new Violations("What was told of a merge is not so");
        Map<String, Incident> told = new HashMap<>();
        for (Operation<?, ?> operation : aftermath.history().operations()) {
            String about = about(operation);
            if (!about.isEmpty() && operation.outcome() instanceof Acknowledged<?>(var reply)) {
                told(reply, about)
                        .ifPresent(state -> told.merge(
                                about,
                                state,
                                (one, other) -> Picture.version(one) > Picture.version(other) ? one : other));
            }
        }
        told.forEach((name, state) -> {
            Incident now = aftermath.picture().incidents().getOrDefault(name, Incident.getDefaultInstance());
            wrong.addUnless(
                    !now.getEtag().equals(state.getEtag())
                            || now.getMergedInto().equals(state.getMergedInto()) && now.getState() == state.getState(),
                    () -> name + " was told as " + state + " and is " + now);
        });
        wrong.throwIfAny();
    }

    private static String about(Operation<?, ?> operation) {
        return switch (operation.request()) {
            case MergeIncidentsRequest merge -> merge.getIncident();
            case UnmergeIncidentRequest unmerge -> unmerge.getIncident();
            default -> "";
        };
    }

    private static Optional<Incident> told(Object reply, String name) {
        Incident state = switch (reply) {
            case MergeIncidentsResponse merged -> merged.getIncident();
            case UnmergeIncidentResponse unmerged -> unmerged.getIncident();
            default -> Incident.getDefaultInstance();
        };
        return Optional.of(state).filter(known -> known.getName().equals(name));
    }

    /** Whoever is merged leads to one that is not, in the end; and no caller is lost or with two incidents by it. */
    void everyCallerIsWithOneIncident() {
        Violations wrong = new Violations("A caller is lost, or with two incidents");
        Map<String, Incident> incidents = aftermath.picture().incidents();
        Map<String, String> holders = new HashMap<>();
        for (Incident incident : incidents.values()) {
            wrong.addUnless(leadsToARoot(incident, incidents), () -> incident.getName() + " is merged in a circle");
            for (String call : incident.getCallsList()) {
                String other = holders.put(call, incident.getName());
                wrong.addUnless(other == null, () -> call + " is with " + other + " and with " + incident.getName());
            }
        }
        aftermath.picture().calls().values().stream()
                .filter(call -> !call.getIncident().isEmpty())
                .forEach(call -> wrong.addUnless(
                        call.getIncident().equals(holders.get(call.getName())),
                        () -> call.getName() + " says " + call.getIncident() + ", which " + holders.get(call.getName())
                                + " says of itself"));
        wrong.throwIfAny();
    }

    private static boolean leadsToARoot(Incident incident, Map<String, Incident> incidents) {
        Set<String> seen = new HashSet<>();
        Incident at = incident;
        while (!at.getMergedInto().isEmpty()) {
            if (!seen.add(at.getName())) {
                return false;
            }
            at = incidents.getOrDefault(at.getMergedInto(), Incident.getDefaultInstance());
        }
        return !at.getName().isEmpty();
    }
}
