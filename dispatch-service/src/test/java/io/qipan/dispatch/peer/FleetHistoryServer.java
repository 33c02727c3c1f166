package io.qipan.dispatch.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.FleetHistoryServiceGrpc;
import io.qipan.proto.patrol.v1.ListPastUnitsRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsResponse;
import io.qipan.proto.patrol.v1.PastUnit;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import java.util.ArrayList;
import java.util.List;

/** The past of patrol-service as it is told on the wire, one unit on each page. */
final class FleetHistoryServer implements RpcService, FleetHistoryServiceGrpc.AsyncService {
    private final List<PastUnit> units = new ArrayList<>();
    private final List<ListPastUnitsRequest> asked = new ArrayList<>();

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(FleetHistoryServiceGrpc.bindService(this));
    }

    synchronized void add(PastUnit.Builder unit) {
        units.add(unit.build());
    }

    synchronized List<ListPastUnitsRequest> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized void listPastUnits(
            ListPastUnitsRequest request, StreamObserver<ListPastUnitsResponse> observer) {
        asked.add(request);
        int index = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        ListPastUnitsResponse.Builder response =
                ListPastUnitsResponse.newBuilder().setDutyLevel("level-2");
        if (index < units.size()) {
            response.addUnits(units.get(index));
        }
        if (index + 1 < units.size()) {
            response.setNextPageToken(Integer.toString(index + 1));
        }
        observer.onNext(response.build());
        observer.onCompleted();
    }
}
