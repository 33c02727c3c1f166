package io.qipan.launcher.place;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc.GazetteerServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends files of places to a running dispatch-service. */
public final class GazetteerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DEADLINE_S = 15;

    private final Retries retries = new Retries(PATIENCE);
    private final GazetteerServiceBlockingStub gazetteer;

    public GazetteerClient(Channel dispatch) {
        gazetteer = GazetteerServiceGrpc.newBlockingStub(dispatch);
    }

    /** Starts from the newest revision. */
    public ImportPlacesResponse send(ImportPlacesRequest.Builder request) {
        ImportPlacesRequest complete =
                request.setBaseRevision(retries.call(this::newest)).build();
        return retries.call(
                () -> gazetteer.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).importPlaces(complete));
    }

    /** The number of the newest revision; 0 before the first import. */
    private long newest() {
        try {
            return gazetteer
                    .getGazetteerRevision(GetGazetteerRevisionRequest.getDefaultInstance())
                    .getRevision()
                    .getNumber();
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) == ErrorReason.NOT_FOUND) {
                return 0;
            }
            throw e;
        }
    }
}
