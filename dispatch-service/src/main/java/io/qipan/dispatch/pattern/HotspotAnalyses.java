package io.qipan.dispatch.pattern;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import java.util.List;
import java.util.Optional;

/** The analyses that were made. Inside a unit of work only. */
public interface HotspotAnalyses {

    void add(HotspotAnalysis analysis);

    Optional<HotspotAnalysis> find(HotspotAnalysisId id);

    /** The analysis; until the unit of work ends nobody else locks it. Refuses NOT_FOUND. */
    HotspotAnalysis lock(HotspotAnalysisId id);

    /** Newest first, older than the given id. */
    List<HotspotAnalysis> list(Optional<HotspotAnalysisId> olderThan, int limit);
}
