package io.qipan.launcher.fake;

import com.google.protobuf.Any;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.Order;

/** Shows the order that is asked for, and takes the steps of its ladder at once; then ends the stream. */
final class FakeWatch extends WatchServiceGrpc.WatchServiceImplBase {

    private final FakeStore store;
    private final FakeOrderBook book;
    private final int rungs;

    FakeWatch(FakeStore store, FakeOrderBook book, int rungs) {
        this.store = store;
        this.book = book;
        this.rungs = rungs;
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
        String name = request.getOptionalResource();
        observer.onNext(change(store.read(() -> book.found(name))));
        observer.onNext(WatchResponse.newBuilder()
                .setBookmark(Bookmark.newBuilder().setInitialStateEnd(true))
                .build());
        for (int i = 0; i < rungs; i++) {
            observer.onNext(change(store.read(() -> book.escalate(name))));
        }
        observer.onCompleted();
    }

    private static WatchResponse change(Order order) {
        return WatchResponse.newBuilder()
                .setChange(Change.newBuilder().setResource(order.getName()).setState(Any.pack(order)))
                .build();
    }
}
