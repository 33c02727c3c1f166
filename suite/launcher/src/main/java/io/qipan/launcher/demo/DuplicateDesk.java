package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc.DuplicateServiceBlockingStub;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.GetIncidentGroupRequest;
import io.qipan.proto.dispatch.v1.GetIncidentGroupResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import java.time.Duration;
import java.util.List;

/** What call-takers and the dispatcher do about reports of the same. */
final class DuplicateDesk {

    private final Channel dispatch;
    private final Cast cast;
    private final Desk desk;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    DuplicateDesk(Channel dispatch, Cast cast, Desk desk) {
        this.dispatch = dispatch;
        this.cast = cast;
        this.desk = desk;
    }

    /** Which open incidents a call may be about, best first. */
    List<DuplicateSuggestion> suggest(Call call, String type, CallCredentials taker) {
        SuggestDuplicatesRequest request = SuggestDuplicatesRequest.newBuilder()
                .setReport(call.getName())
                .setOptionalType(type)
                .build();
        return retries.call(() -> duplicates(taker).suggestDuplicates(request)).getSuggestionsList();
    }

    /** The same of an incident. */
    List<DuplicateSuggestion> suggest(String incident) {
        SuggestDuplicatesRequest request =
                SuggestDuplicatesRequest.newBuilder().setReport(incident).build();
        return retries.call(() -> duplicates(cast.dispatcher()).suggestDuplicates(request))
                .getSuggestionsList();
    }

    /** Several desks attach to one incident at once. */
    Incident attach(Call call, String incident, CallCredentials taker) {
        return Stale.again(() -> {
            AttachCallRequest request = AttachCallRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(incident)
                    .setEtag(desk.incident(incident).getEtag())
                    .setCall(call.getName())
                    .build();
            return retries.call(() -> IncidentServiceGrpc.newBlockingStub(dispatch)
                            .withCallCredentials(taker)
                            .attachCall(request))
                    .getIncident();
        });
    }

    Incident merge(String incident, String into, String reason) {
        return Stale.again(() -> {
            MergeIncidentsRequest request = MergeIncidentsRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setIncident(incident)
                    .setEtag(desk.incident(incident).getEtag())
                    .setInto(into)
                    .setIntoEtag(desk.incident(into).getEtag())
                    .setReason(reason)
                    .build();
            return retries.call(() -> duplicates(cast.dispatcher()).mergeIncidents(request))
                    .getIncident();
        });
    }

    Incident takeOut(String incident, String reason) {
        return Stale.again(() -> {
            UnmergeIncidentRequest request = UnmergeIncidentRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setIncident(incident)
                    .setEtag(desk.incident(incident).getEtag())
                    .setReason(reason)
                    .build();
            return retries.call(() -> duplicates(cast.dispatcher()).unmergeIncident(request))
                    .getIncident();
        });
    }

    GetIncidentGroupResponse group(String incident) {
        GetIncidentGroupRequest request =
                GetIncidentGroupRequest.newBuilder().setIncident(incident).build();
        return retries.call(() -> duplicates(cast.dispatcher()).getIncidentGroup(request));
    }

    private DuplicateServiceBlockingStub duplicates(CallCredentials who) {
        return DuplicateServiceGrpc.newBlockingStub(dispatch).withCallCredentials(who);
    }
}
