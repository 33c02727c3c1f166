package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.CriminalTrack.State;
import io.qipan.proto.ecology.v1.EndCriminalCaseRequest;
import io.qipan.proto.ecology.v1.EndCriminalCaseResponse;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;

/** Ends criminal cases. */
final class FakeSupervision extends SupervisionServiceGrpc.SupervisionServiceImplBase {
    private final FakeRiver river;

    FakeSupervision(FakeRiver river) {
        this.river = river;
    }

    @Override
    public void endCriminalCase(EndCriminalCaseRequest request, StreamObserver<EndCriminalCaseResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        EndCriminalCaseResponse.class,
                        () -> EndCriminalCaseResponse.newBuilder()
                                .setCase(river.stepped(request, State.ENDED))
                                .build()));
    }
}
