package io.qipan.patrol.track;

import io.qipan.patrol.position.Positions.DeviceSpan;
import io.qipan.patrol.position.ReadTrack;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.track.document.GeoJsonDocument;
import io.qipan.patrol.track.document.GpxDocument;
import io.qipan.patrol.track.document.TrackDocument;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Writes a track out while it is read: device after device, so that each is one track, and only within its own time. */
@Singleton
public class ExportTrack {
    private final ReadTrack track;

    public ExportTrack(ReadTrack track) {
        this.track = track;
    }

    void export(ExportTrackRequest request, Parts parts) throws InterruptedException {
        TrackDocument document = document(request, parts);
        Segments segments = new Segments(
                document,
                TrackMessages.gap(request.hasGapS(), request.getGapS()),
                request.hasToleranceM() ? Optional.of(request.getToleranceM()) : Optional.empty());
        Instant from = Times.instant(request.getFrom());
        Instant until = Times.instant(request.getUntil());
        try {
            document.begin(request.getUnit());
            for (DeviceSpan device : track.devices(request.getUnit(), from, until)) {
                boolean wanted = request.getOptionalDevice().isEmpty()
                        || request.getOptionalDevice().equals(device.device());
                if (wanted) {
                    write(request.getUnit(), device, segments, parts);
                }
            }
            segments.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parts.sendRest(segments.read(), segments.written());
    }

    private static TrackDocument document(ExportTrackRequest request, Parts parts) {
        return switch (request.getFormat()) {
            case GPX -> new GpxDocument(parts);
            case GEOJSON -> new GeoJsonDocument(parts);
            case FORMAT_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("The contract checks the format");
        };
    }

    private void write(String unit, DeviceSpan device, Segments segments, Parts parts)
            throws IOException, InterruptedException {
        segments.device(device.device());
        Instant afterLast = device.last().plusNanos(1_000);
        track.read(unit, Optional.of(device.device()), device.first(), afterLast, fix -> {
            if (parts.isGone()) {
                throw new InterruptedException("The reader is gone");
            }
            add(segments, fix);
            parts.sendWhatIsEnough();
        });
    }

    private static void add(Segments segments, Fix fix) {
        try {
            segments.add(fix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
