package io.qipan.launcher.fake;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.QuarantineReason;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges what it keeps; of latitudes beyond the pole it says so. */
public final class FakePositions extends PositionServiceGrpc.PositionServiceImplBase {
    public final List<StreamPositionsRequest> batches = new ArrayList<>();
    /** So many batches are kept from now on, and then a stream breaks before it has said so, once. */
    public final AtomicInteger breaksAfter = new AtomicInteger(-1);

    private final FakeTracks tracks;

    FakePositions(FakeTracks tracks) {
        this.tracks = tracks;
    }

    @Override
    public StreamObserver<StreamPositionsRequest> streamPositions(StreamObserver<StreamPositionsResponse> device) {
        return new StreamObserver<>() {
            private boolean broken;

            @Override
            public void onNext(StreamPositionsRequest batch) {
                if (broken) {
                    return;
                }
                StreamPositionsResponse answer = keep(batch);
                if (breaksAfter.getAndDecrement() == 0) {
                    broken = true;
                    device.onError(Status.UNAVAILABLE.asRuntimeException());
                } else {
                    device.onNext(answer);
                }
            }

            @Override
            public void onError(Throwable failure) {
                broken = true;
            }

            @Override
            public void onCompleted() {
                if (!broken) {
                    device.onCompleted();
                }
            }
        };
    }

    private synchronized StreamPositionsResponse keep(StreamPositionsRequest batch) {
        batches.add(batch);
        StreamPositionsResponse.Builder answer =
                StreamPositionsResponse.newBuilder().setBatch(batch.getBatch());
        for (Fix fix : batch.getFixesList()) {
            if (Math.abs(fix.getPoint().getLatitude()) > 90) {
                answer.addQuarantinedBuilder().setSequence(fix.getSequence()).setReason(QuarantineReason.NOT_ON_EARTH);
            } else if (tracks.keep(batch.getUnit(), batch.getDevice(), fix)) {
                answer.setStored(answer.getStored() + 1);
            } else {
                answer.setDuplicate(answer.getDuplicate() + 1);
            }
        }
        return answer.build();
    }
}
