package io.qipan.launcher.fake;

import com.google.rpc.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.ConfirmProposalResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ProposeEndingResponse;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import java.util.Map;

/** Proposals to end, and the rule that makes them needed. Who confirms is not known here. */
final class FakeReviews extends ReviewServiceGrpc.ReviewServiceImplBase {

    private final FakeStore store;
    private final FakeIncidents incidents;

    FakeReviews(FakeStore store, FakeIncidents incidents) {
        this.store = store;
        this.incidents = incidents;
    }

    /** What one person may not end alone; types are all at risk here. */
    static void requireTwo(FakeStore store, Incident incident, IncidentOutcome outcome) {
        boolean atRisk = incident.getPriority() != Priority.P3 && incident.getPriority() != Priority.P4;
        if (atRisk && dismisses(store, incident, outcome)) {
            throw refusal(incident);
        }
    }

    private static boolean dismisses(FakeStore store, Incident incident, IncidentOutcome outcome) {
        return switch (outcome) {
            case CALLED_OFF, DUPLICATE -> true;
            case NOTHING_FOUND ->
                store.orders.values().stream()
                        .filter(order -> order.getIncident().equals(incident.getName()))
                        .flatMap(order -> order.getMilestonesList().stream())
                        .map(Order.Milestone::getKind)
                        .noneMatch("on_scene"::equals);
            default -> false;
        };
    }

    private static StatusRuntimeException refusal(Incident incident) {
        return FakeRefusal.of(
                Code.FAILED_PRECONDITION,
                ErrorReason.SECOND_PERSON_REQUIRED,
                Map.of("resource", incident.getName(), "made_by", "dispatcher"));
    }

    @Override
    public void proposeEnding(ProposeEndingRequest request, StreamObserver<ProposeEndingResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, ProposeEndingResponse.class, () -> {
                    Incident incident =
                            FakeStore.found(store.incidents.get(request.getIncident()), request.getIncident());
                    FakeStore.requireEtag(incident.getName(), incident.getEtag(), request.getIncidentEtag());
                    Proposal proposal = Proposal.newBuilder()
                            .setName(FakeStore.name("proposals"))
                            .setEtag("1")
                            .setState(Proposal.State.WAITING)
                            .setIncident(incident.getName())
                            .setReason(request.getRationale())
                            .setEnding(Proposal.Ending.newBuilder()
                                    .setOutcome(request.getOutcome())
                                    .setEndedAt(FakeStore.or(request.hasEndedAt(), request.getEndedAt())))
                            .build();
                    store.proposals.put(proposal.getName(), proposal);
                    return ProposeEndingResponse.newBuilder()
                            .setProposal(proposal)
                            .build();
                }));
    }

    @Override
    public void confirmProposal(ConfirmProposalRequest request, StreamObserver<ConfirmProposalResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, ConfirmProposalResponse.class, () -> {
                    Proposal proposal = FakeStore.found(store.proposals.get(request.getName()), request.getName());
                    FakeStore.requireEtag(proposal.getName(), proposal.getEtag(), request.getEtag());
                    Incident ended = incidents.end(EndIncidentRequest.newBuilder()
                            .setName(proposal.getIncident())
                            .setEtag(request.getIncidentEtag())
                            .setOutcome(proposal.getEnding().getOutcome())
                            .setRationale(proposal.getReason())
                            .setEndedAt(proposal.getEnding().getEndedAt())
                            .build());
                    Proposal confirmed = proposal.toBuilder()
                            .setState(Proposal.State.CONFIRMED)
                            .setEtag(FakeStore.next(proposal.getEtag()))
                            .build();
                    store.proposals.put(confirmed.getName(), confirmed);
                    return ConfirmProposalResponse.newBuilder()
                            .setProposal(confirmed)
                            .setIncident(ended)
                            .build();
                }));
    }
}
