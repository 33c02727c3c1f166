package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc;
import io.qipan.proto.ecology.v1.ImportHotspotsRequest;
import io.qipan.proto.ecology.v1.ImportHotspotsResponse;
import java.util.ArrayList;
import java.util.List;

/** Takes every hotspot for a new clue. */
public final class FakeHotspots extends HotspotServiceGrpc.HotspotServiceImplBase {
    public final List<ImportHotspotsRequest> requests = new ArrayList<>();

    @Override
    public void importHotspots(ImportHotspotsRequest request, StreamObserver<ImportHotspotsResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            ImportHotspotsResponse.Builder response =
                    ImportHotspotsResponse.newBuilder().setStored(request.getHotspotsCount());
            for (int i = 0; i < request.getHotspotsCount(); i++) {
                response.addNewClues("clues/" + requests.size() + "-" + i);
            }
            return response.build();
        });
    }
}
