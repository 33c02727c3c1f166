package io.qipan.launcher.replay;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.client.TwoPeople;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;

/** From a call to its incident, and the incident's end. */
final class CallSteps {

    /** Somebody else changes an incident seldom; more than this many times in a row is a fault. */
    private static final int MOST_ATTEMPTS = 20;

    private final Session session;

    CallSteps(Session session) {
        this.session = session;
    }

    void create(Recording.Call call) {
        session.ledger.put(call.key(), created(call));
        session.tally.calls.increment();
    }

    /** When it was answered no file tells; that it was at once would be a figure that nobody has measured. */
    private Call created(Recording.Call call) {
        CreateCallRequest request = CreateCallRequest.newBuilder()
                .setRequestId(session.requestId(call.key(), "create", 0))
                .setChannel(Channel.VOICE)
                .setReceivedAt(Stamps.of(call.receivedAt()))
                .setDescription(call.description())
                .addLocations(call.location())
                .setExternalReference(session.recording.reference(call.key()))
                .build();
        try {
            return session.retries.call(() -> session.calls.createCall(request)).getCall();
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) != ErrorReason.ALREADY_EXISTS) {
                throw e;
            }
            // Somebody else has replayed it; what is missing is added to theirs.
            session.tally.found.increment();
            return read(Reasons.detail(e, "resource").orElseThrow(() -> e));
        }
    }

    private Call read(String name) {
        GetCallRequest request = GetCallRequest.newBuilder().setName(name).build();
        return session.retries.call(() -> session.calls.getCall(request)).getCall();
    }

    void open(Recording.Call call) {
        session.ledger.put(call.key(), opened(call));
        session.tally.incidents.increment();
    }

    private Ledger.Incident opened(Recording.Call call) {
        Call from = session.ledger.call(call.key());
        for (int attempt = 0; ; attempt++) {
            if (!from.getIncident().isEmpty()) {
                session.tally.found.increment();
                return known(incident(from.getIncident()));
            }
            OpenIncidentRequest request = openRequest(call, from, attempt);
            try {
                return known(session.retries
                        .call(() -> session.incidents.openIncident(request))
                        .getIncident());
            } catch (StatusRuntimeException e) {
                requireOvertaken(e, attempt);
                from = read(from.getName());
            }
        }
    }

    private OpenIncidentRequest openRequest(Recording.Call call, Call from, int attempt) {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(session.requestId(call.key(), "open", attempt))
                .setOptionalCall(from.getName())
                .setOptionalCallEtag(from.getEtag())
                .setType(call.type())
                .setOptionalPriority(call.priority())
                .setOpenedAt(Stamps.of(call.openedAt()))
                .build();
    }

    void end(Task.EndIncident task) {
        String key = task.call().key();
        Ledger.Incident incident = session.ledger.incident(key);
        for (int attempt = 0; ; attempt++) {
            EndIncidentRequest request = endRequest(task, incident, attempt);
            try {
                session.ledger.put(key, known(ended(request)));
                break;
            } catch (StatusRuntimeException e) {
                requireOvertaken(e, attempt);
                Incident now = incident(incident.name());
                incident = known(now);
                session.ledger.put(key, incident);
                if (now.getState() == Incident.State.ENDED) {
                    if (!isAsTheFileTells(task, now)) {
                        session.tally.found.increment();
                    }
                    break;
                }
            }
        }
        session.tally.incidentsEnded.increment();
    }

    /** An end that took two has no request of its own that is answered again; this is as good as that answer. */
    private static boolean isAsTheFileTells(Task.EndIncident task, Incident now) {
        return now.getOutcome() == task.call().outcome()
                && Stamps.instant(now.getEndedAt()).equals(task.endedAt());
    }

    private Incident ended(EndIncidentRequest request) {
        try {
            return session.retries
                    .call(() -> session.incidents.endIncident(request))
                    .getIncident();
        } catch (StatusRuntimeException e) {
            if (!TwoPeople.areNeeded(e)) {
                throw e;
            }
            session.tally.confirmed.increment();
            return session.twoPeople.end(request);
        }
    }

    private EndIncidentRequest endRequest(Task.EndIncident task, Ledger.Incident incident, int attempt) {
        return EndIncidentRequest.newBuilder()
                .setRequestId(session.requestId(task.call().key(), "end", attempt))
                .setName(incident.name())
                .setEtag(incident.etag())
                .setOutcome(task.call().outcome())
                .setRationale(task.call().rationale())
                .setEndedAt(Stamps.of(task.endedAt()))
                .build();
    }

    private Incident incident(String name) {
        GetIncidentRequest request =
                GetIncidentRequest.newBuilder().setName(name).build();
        return session.retries
                .call(() -> session.incidents.getIncident(request))
                .getIncident();
    }

    private static Ledger.Incident known(Incident incident) {
        return new Ledger.Incident(incident.getName(), incident.getEtag());
    }

    /** Lets a refusal pass that says that somebody, perhaps an earlier run, was there before. */
    private void requireOvertaken(StatusRuntimeException e, int attempt) {
        boolean overtaken = switch (Reasons.of(e)) {
            case STALE_ETAG, REQUEST_ID_REUSED, ILLEGAL_TRANSITION -> true;
            default -> false;
        };
        if (!overtaken || attempt >= MOST_ATTEMPTS) {
            throw e;
        }
        session.tally.overtaken.increment();
    }
}
