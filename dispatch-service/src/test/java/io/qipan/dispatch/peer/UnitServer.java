package io.qipan.dispatch.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitKindsResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.NearUnit;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The units of patrol-service, on as many pages as they were given in. Remembers what it was asked. */
final class UnitServer implements RpcService, UnitServiceGrpc.AsyncService {
    private final List<UnitKind> kinds = new ArrayList<>();
    private final List<List<Unit>> pages = new ArrayList<>();
    private final List<ListUnitsRequest> asked = new ArrayList<>();
    private final List<FindNearestUnitsRequest> searched = new ArrayList<>();
    private volatile CountDownLatch together = new CountDownLatch(0);

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(UnitServiceGrpc.bindService(this));
    }

    synchronized void addKind(UnitKind.Builder kind) {
        kinds.add(kind.build());
    }

    synchronized void addPage(Unit.Builder... units) {
        pages.add(List.of(units).stream().map(Unit.Builder::build).toList());
    }

    synchronized List<ListUnitsRequest> asked() {
        return List.copyOf(asked);
    }

    synchronized List<FindNearestUnitsRequest> searched() {
        return List.copyOf(searched);
    }

    @Override
    public synchronized void listUnitKinds(
            ListUnitKindsRequest request, StreamObserver<ListUnitKindsResponse> observer) {
        observer.onNext(ListUnitKindsResponse.newBuilder().addAllKinds(kinds).build());
        observer.onCompleted();
    }

    /** The token of a page is {@code page-} and its index; the first page has none. */
    @Override
    public synchronized void listUnits(ListUnitsRequest request, StreamObserver<ListUnitsResponse> observer) {
        asked.add(request);
        String token = request.getPageToken();
        int index = token.isEmpty() ? 0 : Integer.parseInt(token.substring("page-".length()));
        ListUnitsResponse.Builder response = ListUnitsResponse.newBuilder();
        if (index < pages.size()) {
            response.addAllUnits(pages.get(index));
        }
        if (index + 1 < pages.size()) {
            response.setNextPageToken("page-" + (index + 1));
        }
        observer.onNext(response.build());
        observer.onCompleted();
    }

    /** Nobody is told who is the nearest before so many have asked for that. */
    void answerOnlyTogether(int askers) {
        together = new CountDownLatch(askers);
    }

    /** The units of the first page, in their order. */
    @Override
    public void findNearestUnits(FindNearestUnitsRequest request, StreamObserver<FindNearestUnitsResponse> observer) {
        together.countDown();
        try {
            if (!together.await(1, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Alone with " + request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        answer(request, observer);
    }

    private synchronized void answer(
            FindNearestUnitsRequest request, StreamObserver<FindNearestUnitsResponse> observer) {
        searched.add(request);
        FindNearestUnitsResponse.Builder response = FindNearestUnitsResponse.newBuilder()
                .setAbleCount(20)
                .setCommittedCount(5)
                .setOutOfServiceCount(4)
                .setOffDutyCount(3)
                .setWithoutPositionCount(2)
                .setOutOfSeasonCount(1);
        pages.stream().findFirst().orElse(List.of()).stream()
                .limit(request.getLimit())
                .forEach(unit -> response.addUnits(NearUnit.newBuilder().setUnit(unit)));
        observer.onNext(response.build());
        observer.onCompleted();
    }
}
