package io.qipan.launcher.drill;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.drill.Played.Twin;
import io.qipan.launcher.rpc.RefusalText;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Ends what an exercise has left open, so that nobody is reminded of it: its calls, its incidents, what those who practise have
 * made of its calls, and what any of these was merged into. What has open orders is left to who ordered, and what is no
 * exercise is not touched.
 */
final class Curtain {
    private static final String RATIONALE = "The drill is over";
    private static final int PAGE = 500;

    private final CallServiceBlockingStub calls;
    private final IncidentServiceBlockingStub incidents;
    private final Retries retries;
    private final Consumer<String> tale;
    private boolean allEnded = true;

    /**
     * @param tale is told, a line each, what was ended and what was not
     */
    Curtain(Channel dispatch, Retries retries, Consumer<String> tale) {
        this.calls = CallServiceGrpc.newBlockingStub(dispatch);
        this.incidents = IncidentServiceGrpc.newBlockingStub(dispatch);
        this.retries = retries;
        this.tale = tale;
    }

    /** Whether nothing of it is open any more. */
    boolean isOver(Played played) {
        return played.calls().stream().allMatch(name -> call(name).getState() == Call.State.ENDED)
                && ofIt(played).stream().allMatch(Curtain::isOver);
    }

    /** Whether what was to be ended is. */
    boolean isAllEnded() {
        return allEnded;
    }

    void fall(Played played) {
        try {
            played.calls().stream()
                    .map(this::call)
                    .filter(call -> call.getState() == Call.State.OPEN)
                    .forEach(this::end);
            Collection<Incident> own = ofIt(played);
            own.stream().filter(incident -> !isOver(incident)).forEach(this::end);
            played.begunAt().ifPresent(begun -> tellOfOthers(begun, own));
        } catch (UserError | StatusRuntimeException e) {
            // Whatever broke the drill off before is what it ends with.
            leave(
                    "what was not named as ended",
                    e instanceof StatusRuntimeException refused
                            ? RefusalText.of(refused)
                            : String.valueOf(e.getMessage()));
        }
    }

    private void end(Call call) {
        EndCallRequest request = EndCallRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(call.getName())
                .setEtag(call.getEtag())
                .setOutcome(CallOutcome.NO_ACTION)
                .setRationale(RATIONALE)
                .build();
        attempt(call.getNumber() + " " + call.getName(), () -> calls.endCall(request));
    }

    private void end(Incident incident) {
        // The outcome of what was dealt with: others take a second person, where danger is.
        EndIncidentRequest request = EndIncidentRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(incident.getName())
                .setEtag(incident.getEtag())
                .setOutcome(IncidentOutcome.RESOLVED)
                .setRationale(RATIONALE)
                .build();
        attempt(incident.getNumber() + " " + incident.getName(), () -> incidents.endIncident(request));
    }

    private void attempt(String what, Supplier<?> end) {
        try {
            Object ignored = retries.call(end);
            tale.accept("Ended: " + what);
        } catch (StatusRuntimeException e) {
            leave(what, RefusalText.of(e));
        }
    }

    private void leave(String what, String why) {
        allEnded = false;
        tale.accept("Still open: " + what + ": " + why);
    }

    /** Its images, what its calls have led to, and what these are worked as now. */
    private Collection<Incident> ofIt(Played played) {
        Map<String, Incident> found = new LinkedHashMap<>();
        Stream.concat(
                        played.incidents().stream().map(Twin::drill).flatMap(Optional::stream),
                        played.calls().stream()
                                .map(name -> call(name).getIncident())
                                .filter(name -> !name.isEmpty()))
                .forEach(name -> add(name, found));
        return found.values();
    }

    private void add(String name, Map<String, Incident> found) {
        String next = name;
        while (!next.isEmpty() && !found.containsKey(next)) {
            Incident incident = incident(next);
            if (!incident.getDrill()) {
                return;
            }
            found.put(next, incident);
            next = incident.getMergedInto();
        }
    }

    /** Somebody may be practising something else on the same board. */
    private void tellOfOthers(Instant begun, Collection<Incident> own) {
        ListIncidentsRequest.Builder request = ListIncidentsRequest.newBuilder().setPageSize(PAGE);
        boolean isMore;
        do {
            ListIncidentsResponse page = retries.call(() -> incidents.listIncidents(request.build()));
            page.getIncidentsList().stream()
                    .filter(incident -> incident.getDrill() && !isOver(incident))
                    .filter(incident ->
                            !Stamps.instant(incident.getRecordedAt()).isBefore(begun))
                    .filter(incident ->
                            own.stream().noneMatch(one -> one.getName().equals(incident.getName())))
                    .forEach(incident -> tale.accept("Not of a call of this drill, and left: " + incident.getNumber()
                            + " " + incident.getName() + ". End it if nobody practises with it."));
            isMore = page.getIncidentsList().stream()
                    .noneMatch(
                            incident -> Stamps.instant(incident.getRecordedAt()).isBefore(begun));
            request.setPageToken(page.getNextPageToken());
        } while (isMore && !request.getPageToken().isEmpty());
    }

    private Call call(String name) {
        return retries.call(() ->
                calls.getCall(GetCallRequest.newBuilder().setName(name).build()).getCall());
    }

    private Incident incident(String name) {
        return retries.call(() -> incidents
                .getIncident(GetIncidentRequest.newBuilder().setName(name).build())
                .getIncident());
    }

    private static boolean isOver(Incident incident) {
        return incident.getState() == Incident.State.ENDED || incident.getState() == Incident.State.MERGED;
    }
}
