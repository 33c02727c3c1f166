package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import java.util.List;
import java.util.Optional;

/** What is done about hotspots. Inside a unit of work only. */
interface Rectifications {

    void add(Rectification rectification);

    Optional<Rectification> find(RectificationId id);

    /** The one of a hotspot that was not withdrawn. */
    Optional<Rectification> of(HotspotAnalysisId.Numbered hotspot);

    /** The rectification, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Rectification lock(RectificationId id);

    void save(Rectification rectification);

    /** Newest first, older than the given id. */
    List<Rectification> list(boolean openOnly, Optional<RectificationId> olderThan, int limit);
}
