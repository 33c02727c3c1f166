package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ListCommitmentsRequest;
import io.qipan.proto.patrol.v1.ListCommitmentsResponse;

final class FakeCommitments extends CommitmentServiceGrpc.CommitmentServiceImplBase {

    private final FakeStore store;

    FakeCommitments(FakeStore store) {
        this.store = store;
    }

    @Override
    public void listCommitments(ListCommitmentsRequest request, StreamObserver<ListCommitmentsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> ListCommitmentsResponse.newBuilder()
                        .addAllCommitments(store.commitments.values())
                        .build()));
    }
}
