package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.track.model.TrackSummary.Span;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures a track while it is read: it keeps a fix for each device and no more. */
public final class TrackMeasure {
    private final DriftFilter filter;
    private final RawDistance raw = new RawDistance();
    private final LeadDevice lead = new LeadDevice();
    private final AnchoredPath path;
    private long fixes;
    private long beside;
    private long mock;
    private @Nullable Instant first;
    private @Nullable Instant last;

    public TrackMeasure(DriftFilter filter) {
        this.filter = filter;
        this.path = new AnchoredPath(filter);
    }

    /** The next one by the clock of the device. */
    public void add(Fix fix) {
        fixes++;
        mock += fix.mockLocation() ? 1 : 0;
        last = fix.position().fixedAt();
        first = first == null ? last : first;
        raw.add(fix);
        if (lead.follows(fix)) {
            path.add(fix);
        } else {
            beside++;
        }
    }

    public TrackSummary summary() {
        return new TrackSummary(
                fixes,
                raw.devices(),
                first == null || last == null ? Optional.empty() : Optional.of(new Span(first, last)),
                raw.metres(),
                path.metres(),
                filter,
                beside,
                path.jumps(),
                mock,
                path.gaps(),
                path.times());
    }
}
