package io.qipan.ecology.hotspot;

import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends a known source of heat now. */
@Singleton
public class EndHeatSource {
    private final HeatSources sources;
    private final Journal journal;

    public EndHeatSource(HeatSources sources, Journal journal) {
        this.sources = sources;
        this.journal = journal;
    }

    public HeatSource end(String name, String etag, String reason, Instant now) {
        HeatSource standing = HotspotMessages.heatSource(name)
                .flatMap(sources::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (!etag.equals(standing.etag())) {
            throw Refusal.staleEtag(name, etag, standing.etag()).asException();
        }
        HeatSource ended = standing.ended(now).orRefuse();
        sources.save(ended);
        journal.append(ended.name(), "heat_source.ended", now, reason, HotspotMessages.message(ended));
        return ended;
    }
}
