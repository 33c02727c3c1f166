package io.qipan.bench.duplicates;

import io.qipan.launcher.Board;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesRequest;
import java.util.List;

/** A call-taker's steps. Everything is an exercise, which real figures leave out. */
final class Console {
    private final Board board;

    Console(Board board) {
        this.board = board;
    }

    Call take(Report report) {
        CreateCallRequest.Builder request = CreateCallRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setChannel(Channel.VOICE)
                .setReceivedAt(Stamps.of(report.at()))
                .setCallerId(report.number())
                .setDescription(report.words())
                .setDrill(true);
        report.place().ifPresent(request::addLocations);
        return CallServiceGrpc.newBlockingStub(board.dispatch())
                .createCall(request.build())
                .getCall();
    }

    List<DuplicateSuggestion> suggest(Call call, String type) {
        return DuplicateServiceGrpc.newBlockingStub(board.dispatch())
                .suggestDuplicates(SuggestDuplicatesRequest.newBuilder()
                        .setReport(call.getName())
                        .setOptionalType(type)
                        .build())
                .getSuggestionsList();
    }

    Incident open(Call call, Report report) {
        return incidents()
                .openIncident(OpenIncidentRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setOptionalCall(call.getName())
                        .setOptionalCallEtag(call.getEtag())
                        .setType(report.type())
                        .setOpenedAt(Stamps.of(report.at()))
                        .build())
                .getIncident();
    }

    void attach(Call call, String incident) {
        Incident ignored = incidents()
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(incident)
                        .setCall(call.getName())
                        .build())
                .getIncident();
    }

    Incident now(String incident) {
        return incidents()
                .getIncident(GetIncidentRequest.newBuilder().setName(incident).build())
                .getIncident();
    }

    /** So that nothing reminds anybody of what was never real. */
    void end(String incident) {
        Incident ignored = incidents()
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(incident)
                        .setEtag(now(incident).getEtag())
                        .setOutcome(IncidentOutcome.RESOLVED)
                        .setRationale("Only a measurement")
                        .build())
                .getIncident();
    }

    private IncidentServiceGrpc.IncidentServiceBlockingStub incidents() {
        return IncidentServiceGrpc.newBlockingStub(board.dispatch());
    }
}
