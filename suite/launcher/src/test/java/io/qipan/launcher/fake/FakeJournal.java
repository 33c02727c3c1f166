package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.ListChangesRequest;
import io.qipan.proto.common.v1.ListChangesResponse;

final class FakeJournal extends JournalServiceGrpc.JournalServiceImplBase {

    private final FakeStore store;

    FakeJournal(FakeStore store) {
        this.store = store;
    }

    @Override
    public void listChanges(ListChangesRequest request, StreamObserver<ListChangesResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> ListChangesResponse.newBuilder()
                        .addAllChanges(store.changes.stream()
                                .filter(change -> change.getResource().equals(request.getResource()))
                                .toList())
                        .build()));
    }
}
