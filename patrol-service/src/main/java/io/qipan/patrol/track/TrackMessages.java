package io.qipan.patrol.track;

import com.google.protobuf.Duration;
import io.qipan.patrol.track.model.DriftFilter;
import io.qipan.patrol.track.model.TrackSummary;
import io.qipan.proto.patrol.v1.TrackDistance;
import io.qipan.runtime.rpc.Times;

/** Tracks on the wire and in the model. */
final class TrackMessages {
    private static final String RAW = "sum_of_fixes_v1";
    private static final String FILTERED = "anchored_v1";
    private static final double M_PER_KM = 1_000;

    private TrackMessages() {}

    static DriftFilter filter(io.qipan.proto.patrol.v1.DriftFilter given) {
        return new DriftFilter(
                given.hasStandingRadiusM() ? given.getStandingRadiusM() : DriftFilter.USUAL.standingRadiusM(),
                given.hasFastestMps() ? given.getFastestMps() : DriftFilter.USUAL.fastestMps(),
                gap(given.hasGapS(), given.getGapS()));
    }

    static java.time.Duration gap(boolean given, int seconds) {
        return given ? java.time.Duration.ofSeconds(seconds) : DriftFilter.USUAL.gap();
    }

    static io.qipan.proto.patrol.v1.TrackSummary message(TrackSummary summary) {
        io.qipan.proto.patrol.v1.TrackSummary.Builder message = io.qipan.proto.patrol.v1.TrackSummary.newBuilder()
                .setFixes(summary.fixes())
                .setDevices(summary.devices())
                .setRaw(distance(summary.rawM(), RAW))
                .setFiltered(distance(summary.filteredM(), FILTERED))
                .setFilter(message(summary.filter()))
                .setFixesBeside(summary.fixesBeside())
                .setImpossibleJumps(summary.impossibleJumps())
                .setMockFixes(summary.mockFixes())
                .setGaps(summary.gaps().number())
                .setLargestGap(message(summary.gaps().largest()))
                .setOverGapsKm(summary.gaps().overM() / M_PER_KM)
                .setMoving(message(summary.times().moving()))
                .setStanding(message(summary.times().standing()))
                .setUnobserved(message(summary.times().unobserved()));
        summary.span()
                .ifPresent(
                        span -> message.setFirstAt(Times.message(span.first())).setLastAt(Times.message(span.last())));
        summary.gaps().largestFrom().map(Times::message).ifPresent(message::setLargestGapFrom);
        return message.build();
    }

    private static TrackDistance distance(double metres, String method) {
        return TrackDistance.newBuilder()
                .setKm(metres / M_PER_KM)
                .setMethod(method)
                .build();
    }

    private static io.qipan.proto.patrol.v1.DriftFilter message(DriftFilter filter) {
        return io.qipan.proto.patrol.v1.DriftFilter.newBuilder()
                .setStandingRadiusM(filter.standingRadiusM())
                .setFastestMps(filter.fastestMps())
                .setGapS(Math.toIntExact(filter.gap().toSeconds()))
                .build();
    }

    private static Duration message(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
