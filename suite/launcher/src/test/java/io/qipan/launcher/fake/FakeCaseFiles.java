package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.AppliedRule;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CloseCaseRequest;
import io.qipan.proto.ecology.v1.CloseCaseResponse;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseResponse;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
import io.qipan.proto.ecology.v1.ReviseFactsResponse;
import io.qipan.proto.ecology.v1.Rule;

/** Cases, and one rule that always applies. */
final class FakeCaseFiles extends CaseServiceGrpc.CaseServiceImplBase {
    private final FakeRiver river;

    FakeCaseFiles(FakeRiver river) {
        this.river = river;
    }

    @Override
    public void getCase(GetCaseRequest request, StreamObserver<GetCaseResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.read(() -> GetCaseResponse.newBuilder()
                        .setCase(FakeStore.found(river.cases.get(request.getName()), request.getName()))
                        .build()));
    }

    @Override
    public void reviseFacts(ReviseFactsRequest request, StreamObserver<ReviseFactsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, ReviseFactsResponse.class, () -> {
                    Case told = river.stepped(request, CriminalTrack.State.NOT_PROPOSED);
                    return ReviseFactsResponse.newBuilder()
                            .setCase(river.kept(told.toBuilder()
                                    .addAllFacts(request.getFactsList())
                                    .addApplied(AppliedRule.newBuilder()
                                            .setRule(Rule.newBuilder()
                                                    .setTitleEn("electric fishing in the ban")
                                                    .setHandling(river.handling)))
                                    .build()))
                            .build();
                }));
    }

    @Override
    public void closeCase(CloseCaseRequest request, StreamObserver<CloseCaseResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, CloseCaseResponse.class, () -> {
                    Case ended = river.stepped(request, CriminalTrack.State.ENDED);
                    return CloseCaseResponse.newBuilder()
                            .setCase(river.kept(ended.toBuilder()
                                    .setState(Case.State.CLOSED)
                                    .setClosedAt(FakeStore.now())
                                    .build()))
                            .build();
                }));
    }
}
