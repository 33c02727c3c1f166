package io.qipan.dispatch.pattern;

import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;

/** Stores an analysis and tells the journal, always both. An analysis never changes. */
@Singleton
class PatternRecords {
    private final HotspotAnalyses analyses;
    private final Journal journal;

    PatternRecords(HotspotAnalyses analyses, Journal journal) {
        this.analyses = analyses;
        this.journal = journal;
    }

    HotspotAnalysis add(HotspotAnalysis analysis) {
        analyses.add(analysis);
        journal.append(
                analysis.id().name(), "hotspots.analyzed", analysis.madeAt(), "", PatternMessages.message(analysis));
        return analysis;
    }
}
