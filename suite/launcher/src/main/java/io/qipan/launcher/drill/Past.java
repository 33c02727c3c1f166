package io.qipan.launcher.drill;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.drill.Scene.Opened;
import io.qipan.launcher.drill.Scene.Told;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc.AfterActionServiceBlockingStub;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsResponse;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.StoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what really happened in a period: each call as it was told, each incident as it was when it was opened. */
final class Past {
    private static final int PAGE = 500;

    private final CallServiceBlockingStub calls;
    private final IncidentServiceBlockingStub incidents;
    private final AfterActionServiceBlockingStub record;
    private final Retries retries;

    Past(Channel dispatch, Retries retries) {
        this.calls = CallServiceGrpc.newBlockingStub(dispatch);
        this.incidents = IncidentServiceGrpc.newBlockingStub(dispatch);
        this.record = AfterActionServiceGrpc.newBlockingStub(dispatch);
        this.retries = retries;
    }

    /** What was recorded from {@code from} on and before {@code until}, without exercises. */
    Script between(Instant from, Instant until) {
        Map<String, Call> told = new HashMap<>();
        callsBetween(from, until).forEach(call -> told.put(call.getName(), call));
        List<Scene> scenes = new ArrayList<>();
        for (Incident incident : incidentsBetween(from, until)) {
            Incident opened = asOpened(incident);
            // It may have rung before the period began.
            Optional<Call> first = opened.getCallsList().stream().findFirst().map(this::call);
            first.ifPresent(call -> told.put(call.getName(), call));
            scenes.add(new Opened(Stamps.instant(incident.getRecordedAt()), opened, first));
        }
        List<String> known = scenes.stream()
                .map(scene -> ((Opened) scene).opened().getName())
                .toList();
        List<Call> played = told.values().stream()
                .filter(call -> call.getIncident().isEmpty() || belongs(call, known, scenes))
                .toList();
        played.forEach(call -> scenes.add(new Told(Stamps.instant(call.getRecordedAt()), call)));
        return new Script(scenes, told.size() - played.size());
    }

    private static boolean belongs(Call call, List<String> known, List<Scene> opened) {
        return known.contains(call.getIncident())
                || opened.stream()
                        .anyMatch(scene -> scene instanceof Opened(var _, var _, Optional<Call> from)
                                && from.filter(first -> first.getName().equals(call.getName()))
                                        .isPresent());
    }

    private List<Call> callsBetween(Instant from, Instant until) {
        List<Call> found = new ArrayList<>();
        ListCallsRequest.Builder request = ListCallsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListCallsResponse page = retries.call(() -> calls.listCalls(request.build()));
            page.getCallsList().stream()
                    .filter(call -> !call.getDrill() && within(Stamps.instant(call.getRecordedAt()), from, until))
                    .forEach(found::add);
            boolean older = page.getCallsList().stream()
                    .anyMatch(call -> Stamps.instant(call.getRecordedAt()).isBefore(from));
            request.setPageToken(older ? "" : page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return found;
    }

    private List<Incident> incidentsBetween(Instant from, Instant until) {
        List<Incident> found = new ArrayList<>();
        ListIncidentsRequest.Builder request = ListIncidentsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListIncidentsResponse page = retries.call(() -> incidents.listIncidents(request.build()));
            page.getIncidentsList().stream()
                    .filter(incident ->
                            !incident.getDrill() && within(Stamps.instant(incident.getRecordedAt()), from, until))
                    .forEach(found::add);
            boolean older = page.getIncidentsList().stream()
                    .anyMatch(
                            incident -> Stamps.instant(incident.getRecordedAt()).isBefore(from));
            request.setPageToken(older ? "" : page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return found;
    }

    private static boolean within(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private Call call(String name) {
        return retries.call(() ->
                calls.getCall(GetCallRequest.newBuilder().setName(name).build()).getCall());
    }

    /** Its first state in the feed: later it may have got another type, another place, more calls. */
    private Incident asOpened(Incident incident) {
        StoryEntry opening = retries
                .call(() -> record.showStory(ShowStoryRequest.newBuilder()
                        .setIncident(incident.getName())
                        .setPageSize(PAGE)
                        .build()))
                .getEntriesList()
                .stream()
                .filter(entry -> entry.getResource().equals(incident.getName()))
                .findFirst()
                .orElseThrow(() -> notTold(incident));
        ShowMomentRequest request = ShowMomentRequest.newBuilder()
                .setAt(opening.getRecordedAt())
                .setOptionalRevision(opening.getRevision())
                .addKinds("incidents")
                .setOptionalIncident(incident.getName())
                .setIncludeEnded(true)
                .build();
        return retries.call(() -> record.showMoment(request)).getResourcesList().stream()
                .filter(change -> change.getResource().equals(incident.getName()))
                .findFirst()
                .map(Past::incident)
                .orElseThrow(() -> notTold(incident));
    }

    private static Incident incident(Change change) {
        try {
            return change.getState().unpack(Incident.class);
        } catch (InvalidProtocolBufferException e) {
            throw new UserError(change.getResource() + " is told by a service that this client is too old for.", e);
        }
    }

    private static UserError notTold(Incident incident) {
        return new UserError("The feed does not tell how " + incident.getName()
                + " was opened. If that was a moment ago, try again; else see ./qipan audit.");
    }
}
