package io.qipan.launcher.drill;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends what an exercise has left open, so that nobody is reminded of it; what has open orders is left to who ordered.
 */
final class Curtain {
    private static final String RATIONALE = "The drill is over";

    private final CallServiceBlockingStub calls;
    private final IncidentServiceBlockingStub incidents;
    private final Retries retries;

    Curtain(Channel dispatch, Retries retries) {
        this.calls = CallServiceGrpc.newBlockingStub(dispatch);
        this.incidents = IncidentServiceGrpc.newBlockingStub(dispatch);
        this.retries = retries;
    }

    /** Whether nothing of it is open any more. */
    boolean isOver(Played played) {
        return played.calls().stream().allMatch(name -> call(name).getState() == Call.State.ENDED)
                && played.incidents().stream()
                        .map(Twin::drill)
                        .flatMap(Optional::stream)
                        .allMatch(name -> isOver(incident(name)));
    }

    /** Returns what could not be ended, and why. */
    List<String> fall(Played played) {
        List<String> left = new ArrayList<>();
        for (String name : played.calls()) {
            Call call = call(name);
            if (call.getState() == Call.State.OPEN) {
                EndCallRequest request = EndCallRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(name)
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.NO_ACTION)
                        .setRationale(RATIONALE)
                        .build();
                attempt(name, left, () -> calls.endCall(request));
            }
        }
        for (Twin twin : played.incidents()) {
            twin.drill()
                    .map(this::incident)
                    .filter(incident -> !isOver(incident))
                    .ifPresent(incident -> {
                        // The outcome of what was dealt with: others take a second person, where danger is.
                        EndIncidentRequest request = EndIncidentRequest.newBuilder()
                                .setRequestId(RequestId.fresh())
                                .setName(incident.getName())
                                .setEtag(incident.getEtag())
                                .setOutcome(IncidentOutcome.RESOLVED)
                                .setRationale(RATIONALE)
                                .build();
                        attempt(incident.getName(), left, () -> incidents.endIncident(request));
                    });
        }
        return left;
    }

    private void attempt(String name, List<String> left, Supplier<?> end) {
        try {
            Object ignored = retries.call(end);
        } catch (StatusRuntimeException e) {
            left.add(name + ": " + RefusalText.of(e));
        }
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
