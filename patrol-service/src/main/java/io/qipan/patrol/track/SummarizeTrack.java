package io.qipan.patrol.track;

import io.qipan.patrol.position.ReadTrack;
import io.qipan.patrol.track.model.DriftFilter;
import io.qipan.patrol.track.model.TrackMeasure;
import io.qipan.patrol.track.model.TrackSummary;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
public class SummarizeTrack {
    private final ReadTrack track;

    public SummarizeTrack(ReadTrack track) {
        this.track = track;
    }

    public TrackSummary summarize(
            String unit, Instant from, Instant until, Optional<String> device, DriftFilter filter) {
        TrackMeasure measure = new TrackMeasure(filter);
        track.read(unit, device, from, until, measure::add);
        return measure.summary();
    }
}
