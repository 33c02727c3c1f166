package io.qipan.patrol.live;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Picture;
import io.qipan.patrol.live.picture.Placed;
import io.qipan.patrol.unit.ReadyMessages;
import io.qipan.proto.patrol.v1.ListUnitsInAreaRequest;
import io.qipan.proto.patrol.v1.ListUnitsInAreaResponse;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.WatchUnitsRequest;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

@Singleton
public class LiveRpc implements RpcService, LiveServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 100;

    private final LivePicture live;
    private final Watches watches;
    private final LiveMeters meters;
    private final InstantSource clock;
    private final Pace pace;

    @Inject
    public LiveRpc(LivePicture live, Watches watches, LiveMeters meters, InstantSource clock) {
        this(live, watches, meters, clock, Pace.USUAL);
    }

    LiveRpc(LivePicture live, Watches watches, LiveMeters meters, InstantSource clock, Pace pace) {
        this.live = live;
        this.watches = watches;
        this.meters = meters;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(LiveServiceGrpc.bindService(this));
    }

    @Override
    public void listUnitsInArea(ListUnitsInAreaRequest request, StreamObserver<ListUnitsInAreaResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    "live units " + Arrays.hashCode(request.getFilter().toByteArray()));
            Filter filter = LiveMessages.filter(request.getFilter());
            Picture picture = live.picture();
            List<Placed> included = picture.included(filter);
            String after = page.after().orElse("");
            List<Placed> found = included.stream()
                    .filter(unit -> unit.name().compareTo(after) > 0)
                    .limit(page.size() + 1L)
                    .toList();
            return ListUnitsInAreaResponse.newBuilder()
                    .addAllUnits(page.cut(found).stream()
                            .map(unit -> ReadyMessages.of(unit.live()))
                            .toList())
                    .setNextPageToken(page.next(found, Placed::name))
                    .setTotalCount(included.size())
                    .setAsOf(Times.message(picture.asOf()))
                    .build();
        });
    }

    @Override
    public void watchUnits(WatchUnitsRequest request, StreamObserver<WatchUnitsResponse> observer) {
        ServerCallStreamObserver<WatchUnitsResponse> reader = (ServerCallStreamObserver<WatchUnitsResponse>) observer;
        Watch watch = new Watch(reader, live, watches, meters, Caller.current(), Proof.current(), clock, pace);
        Answer.stream(reader, () -> watch.run(LiveMessages.filter(request.getFilter())));
    }
}
