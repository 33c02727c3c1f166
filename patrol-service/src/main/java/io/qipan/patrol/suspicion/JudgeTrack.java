package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.Suspicion;
import jakarta.inject.Singleton;
import java.time.Instant;

/** How doubtful a unit's track is in some time. */
@Singleton
public class JudgeTrack {
    private final TrackSigns signs;

    public JudgeTrack(TrackSigns signs) {
        this.signs = signs;
    }

    /** All quarters that have a part of the time. */
    static Quarter.Run run(Instant from, Instant until) {
        return new Quarter.Run(Quarter.of(from), Quarter.of(until.minusNanos(1)));
    }

    public Suspicion judge(String unit, Instant from, Instant until) {
        Quarter.Run run = run(from, until);
        return Suspicion.of(
                signs.of(unit, run),
                signs.likenesses(unit, run),
                signs.copies(unit, run),
                signs.thinCopies(unit, run),
                signs.shared(unit, run));
    }
}
