package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.AnswerClueResponse;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueIncident;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.GetClueResponse;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesRequest;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesResponse;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.proto.ecology.v1.TriageClueRequest;
import io.qipan.proto.ecology.v1.TriageClueResponse;

/** Clues; the incident of one is opened at once, and its case when that has ended. The receipt is the number. */
final class FakeClues extends ClueServiceGrpc.ClueServiceImplBase {
    private final FakeRiver river;

    FakeClues(FakeRiver river) {
        this.river = river;
    }

    private Clue kept(Clue.Builder clue) {
        Clue next = clue.setEtag(FakeStore.next(clue.getEtag())).build();
        river.clues.put(next.getName(), next);
        return next;
    }

    @Override
    public void submitClue(SubmitClueRequest request, StreamObserver<SubmitClueResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, SubmitClueResponse.class, () -> {
                    Clue clue = kept(Clue.newBuilder()
                            .setName(FakeStore.name("clues"))
                            .setNumber("C2026-%06d".formatted(river.clues.size() + 1))
                            .setEtag("0")
                            .setState(Clue.State.RECEIVED)
                            .setActivity(request.getOptionalActivity())
                            .setOccurredAt(request.getOccurredAt())
                            .setPoint(request.getPoint())
                            .setReceivedAt(FakeStore.now())
                            .setDrill(request.getDrill()));
                    return SubmitClueResponse.newBuilder()
                            .setClue(clue)
                            .setReceipt(clue.getNumber())
                            .build();
                }));
    }

    @Override
    public void listLikelyDuplicates(
            ListLikelyDuplicatesRequest request, StreamObserver<ListLikelyDuplicatesResponse> observer) {
        FakeStore.answer(observer, ListLikelyDuplicatesResponse::getDefaultInstance);
    }

    @Override
    public void triageClue(TriageClueRequest request, StreamObserver<TriageClueResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, TriageClueResponse.class, () -> {
                    Clue clue = known(request.getName(), request.getEtag());
                    Incident incident = incident(clue);
                    return TriageClueResponse.newBuilder()
                            .setClue(kept(clue.toBuilder()
                                    .setState(Clue.State.TRIAGED)
                                    .setIncident(ClueIncident.newBuilder()
                                            .setName(incident.getName())
                                            .setNumber(incident.getNumber()))))
                            .build();
                }));
    }

    private Incident incident(Clue clue) {
        Incident incident = Incident.newBuilder()
                .setName(FakeStore.name("incidents"))
                .setNumber("I2026-%06d".formatted(river.store.incidents.size() + 1))
                .setEtag("1")
                .setState(Incident.State.NEW)
                .setType("ecology")
                .setOpenedAt(FakeStore.now())
                .setDrill(clue.getDrill())
                .build();
        river.store.incidents.put(incident.getName(), incident);
        return incident;
    }

    @Override
    public void getClue(GetClueRequest request, StreamObserver<GetClueResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.read(() -> GetClueResponse.newBuilder()
                        .setClue(followed(FakeStore.found(river.clues.get(request.getName()), request.getName())))
                        .build()));
    }

    private Clue followed(Clue clue) {
        Incident incident = river.store.incidents.get(clue.getIncident().getName());
        if (incident == null
                || incident.getState() != Incident.State.ENDED
                || !clue.getCase().isEmpty()) {
            return clue;
        }
        Clue.Builder followed = clue.toBuilder().setCase(river.opened(clue).getName());
        followed.getIncidentBuilder()
                .setEndedAt(incident.getEndedAt())
                .setOutcome(incident.getOutcome().name())
                .setResult(incident.getRationale());
        return kept(followed);
    }

    @Override
    public void answerClue(AnswerClueRequest request, StreamObserver<AnswerClueResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        AnswerClueResponse.class,
                        () -> AnswerClueResponse.newBuilder()
                                .setClue(kept(known(request.getName(), request.getEtag()).toBuilder()
                                        .setState(Clue.State.ANSWERED)
                                        .setAnswer(request.getAnswer())))
                                .build()));
    }

    @Override
    public void getClueProgress(GetClueProgressRequest request, StreamObserver<GetClueProgressResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.read(() -> river.clues.values().stream()
                        .filter(clue -> clue.getNumber().equals(request.getReceipt()))
                        .findFirst()
                        .map(clue -> GetClueProgressResponse.newBuilder()
                                .setProgress(
                                        clue.getState() == Clue.State.ANSWERED
                                                ? Progress.DONE
                                                : Progress.PROGRESS_UNSPECIFIED)
                                .setAnswer(clue.getAnswer())
                                .build())
                        .orElseThrow(() -> FakeRefusal.notFound(request.getReceipt()))));
    }

    private Clue known(String name, String etag) {
        Clue clue = FakeStore.found(river.clues.get(name), name);
        FakeStore.requireEtag(name, clue.getEtag(), etag);
        return clue;
    }
}
