package io.qipan.launcher.fake;

import com.google.protobuf.util.Timestamps;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.ExportTrackResponse.Totals;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackDistance;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps fixes by device, and says that each is a kilometre of which half is drift. */
public final class FakeTracks extends TrackServiceGrpc.TrackServiceImplBase {
    /** By unit and device, then by sequence. */
    public final Map<String, Map<Long, Fix>> kept = new LinkedHashMap<>();

    public final List<ExportTrackRequest> exports = new ArrayList<>();
    public volatile Instant takenFrom = Instant.parse("2000-01-01T00:00:00Z");
    public volatile boolean breaksOff;

    synchronized boolean keep(String unit, String device, Fix fix) {
        return kept.computeIfAbsent(unit + " " + device, key -> new LinkedHashMap<>())
                        .putIfAbsent(fix.getSequence(), fix)
                == null;
    }

    @Override
    public void summarizeTrack(SummarizeTrackRequest request, StreamObserver<SummarizeTrackResponse> observer) {
        FakeStore.answer(observer, () -> summary(request));
    }

    private synchronized SummarizeTrackResponse summary(SummarizeTrackRequest request) {
        long fixes =
                kept.getOrDefault(request.getUnit() + " " + request.getOptionalDevice(), Map.of()).values().stream()
                        .filter(fix -> Timestamps.compare(fix.getFixedAt(), request.getFrom()) >= 0
                                && Timestamps.compare(fix.getFixedAt(), request.getUntil()) < 0)
                        .count();
        SummarizeTrackResponse.Builder response =
                SummarizeTrackResponse.newBuilder().setTakenFrom(Stamps.of(takenFrom));
        response.getSummaryBuilder()
                .setFixes(fixes)
                .setRaw(TrackDistance.newBuilder().setKm(fixes).setMethod("sum_of_fixes_v1"))
                .setFiltered(TrackDistance.newBuilder().setKm(fixes / 2.0).setMethod("anchored_v1"));
        return response.build();
    }

    @Override
    public void exportTrack(ExportTrackRequest request, StreamObserver<ExportTrackResponse> observer) {
        exports.add(request);
        observer.onNext(ExportTrackResponse.newBuilder().setPart("<gpx>轨").build());
        if (!breaksOff) {
            observer.onNext(ExportTrackResponse.newBuilder()
                    .setPart("迹</gpx>")
                    .setTotals(Totals.newBuilder().setFixes(1_200).setWritten(7))
                    .build());
        }
        observer.onCompleted();
    }
}
