package io.qipan.patrol.track.document;

import io.qipan.patrol.position.model.Fix;
import java.io.IOException;

/** A document that a track is written into, in this order. */
public interface TrackDocument {

    void begin(String unit) throws IOException;

    /** What follows was reported by this device; empty if a person or another service did. */
    void device(String device) throws IOException;

    /** What follows is connected. */
    void segment() throws IOException;

    void fix(Fix fix) throws IOException;

    void end() throws IOException;
}
