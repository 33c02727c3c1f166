package io.qipan.dispatch.pattern.model;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An answered question. It never changes.
 *
 * @param incidents that counted, of all types
 * @param inputSha256 over what counted, hexadecimal
 * @param types by code
 * @param hotspots the smallest p-value first
 * @param leftOut declared beyond {@link HotspotInquiry#MOST_HOTSPOTS}
 */
public record HotspotAnalysis(
        HotspotAnalysisId id,
        HotspotQuestion question,
        String madeBy,
        Instant madeAt,
        int incidents,
        Exclusions excluded,
        String inputSha256,
        Raster raster,
        List<TypeFinding> types,
        List<Hotspot> hotspots,
        int leftOut) {

    public HotspotAnalysis {
        types = List.copyOf(types);
        hotspots = List.copyOf(hotspots);
    }

    public Optional<Hotspot> hotspot(int number) {
        return number <= hotspots.size() ? Optional.of(hotspots.get(number - 1)) : Optional.empty();
    }
}
