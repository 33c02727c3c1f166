package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.GazetteerRevision;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionRequest;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionResponse;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import io.qipan.proto.dispatch.v1.PlaceFault;
import java.util.ArrayList;
import java.util.List;

/** Has seven revisions, and takes every source but one named faulty. */
public final class FakeGazetteer extends GazetteerServiceGrpc.GazetteerServiceImplBase {
    public final List<ImportPlacesRequest> requests = new ArrayList<>();

    @Override
    public void getGazetteerRevision(
            GetGazetteerRevisionRequest request, StreamObserver<GetGazetteerRevisionResponse> observer) {
        FakeStore.answer(
                observer,
                () -> GetGazetteerRevisionResponse.newBuilder()
                        .setRevision(GazetteerRevision.newBuilder().setNumber(7))
                        .build());
    }

    @Override
    public void importPlaces(ImportPlacesRequest request, StreamObserver<ImportPlacesResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            if (request.getSource().equals("faulty")) {
                return ImportPlacesResponse.newBuilder()
                        .setFaultCount(2)
                        .addFaults(PlaceFault.newBuilder().setLine(7).setText("has 3 cells, the heading has 4"))
                        .build();
            }
            ImportPlacesResponse.Builder response = ImportPlacesResponse.newBuilder()
                    .setPlaces(5)
                    .setAdded(3)
                    .setChanged(1)
                    .addIgnoredColumns("remark");
            if (!request.getDryRun()) {
                response.setRevision(GazetteerRevision.newBuilder().setName("gazetteerRevisions/8"));
            }
            return response.build();
        });
    }
}
