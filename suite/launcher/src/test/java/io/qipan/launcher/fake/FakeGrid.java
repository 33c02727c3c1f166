package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GetGridRevisionRequest;
import io.qipan.proto.patrol.v1.GetGridRevisionResponse;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridFinding.Code;
import io.qipan.proto.patrol.v1.GridFinding.Severity;
import io.qipan.proto.patrol.v1.GridRevision;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import java.util.ArrayList;
import java.util.List;

/** Takes every grid that names no zones; of those it says that two of them overlap. */
public final class FakeGrid extends GridServiceGrpc.GridServiceImplBase {
    public final List<ImportGridRequest> requests = new ArrayList<>();
    private long newest;

    @Override
    public void getGridRevision(GetGridRevisionRequest request, StreamObserver<GetGridRevisionResponse> observer) {
        FakeStore.answer(observer, () -> {
            if (newest == 0) {
                throw FakeRefusal.notFound("gridRevisions/-");
            }
            return GetGridRevisionResponse.newBuilder().setRevision(revision()).build();
        });
    }

    private GridRevision revision() {
        return GridRevision.newBuilder()
                .setName("gridRevisions/" + newest)
                .setNumber(newest)
                .build();
    }

    @Override
    public void importGrid(ImportGridRequest request, StreamObserver<ImportGridResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            ImportGridResponse.Builder response = ImportGridResponse.newBuilder();
            switch (request.getOptionalKind()) {
                case ZONE -> response.setErrorCount(1).addFindings(overlap());
                default -> response.setAdded(3);
            }
            if (!request.getDryRun() && response.getErrorCount() == 0) {
                newest = request.getBaseRevision() + 1;
                response.setRevision(revision());
            }
            return response.build();
        });
    }

    private static GridFinding overlap() {
        return GridFinding.newBuilder()
                .setSeverity(Severity.ERROR)
                .setCode(Code.OVERLAP)
                .setIndex(4)
                .setFeature("gridFeatures/zone-W")
                .setPlace(Point.newBuilder()
                        .setLatitude(39.61)
                        .setLongitude(106.82)
                        .setDatum(Datum.WGS84))
                .setText("Two zones share 381.0 m2.")
                .build();
    }
}
