package io.qipan.patrol.track;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.track.document.TrackDocument;
import io.qipan.patrol.track.model.Simplification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the fixes of one device after the other into a document, in segments without gaps. */
final class Segments {
    private final TrackDocument document;
    private final Duration gap;
    private final Optional<Simplification> simplification;
    private @Nullable Instant last;
    private long read;
    private long written;

    Segments(TrackDocument document, Duration gap, Optional<Double> toleranceM) {
        this.document = document;
        this.gap = gap;
        this.simplification = toleranceM.map(tolerance -> new Simplification(tolerance, this::write));
    }

    void device(String device) throws IOException {
        endSegment();
        document.device(device);
    }

    void add(Fix fix) throws IOException {
        Instant at = fix.position().fixedAt();
        if (last == null || last.plus(gap).isBefore(at)) {
            endSegment();
            document.segment();
        }
        last = at;
        read++;
        if (simplification.isPresent()) {
            simplification.get().add(fix);
        } else {
            write(fix);
        }
    }

    void end() throws IOException {
        endSegment();
        document.end();
    }

    private void endSegment() {
        last = null;
        simplification.ifPresent(Simplification::end);
    }

    private void write(Fix fix) {
        written++;
        try {
            document.fix(fix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long read() {
        return read;
    }

    long written() {
        return written;
    }
}
