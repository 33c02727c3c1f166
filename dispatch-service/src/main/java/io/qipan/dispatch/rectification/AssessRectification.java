package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.pattern.HotspotAnalyses;
import io.qipan.dispatch.pattern.PlacedIncidents;
import io.qipan.dispatch.pattern.PlacedIncidents.Sought;
import io.qipan.dispatch.pattern.model.Hotspot;
import io.qipan.dispatch.pattern.model.HotspotInquiry;
import io.qipan.dispatch.pattern.model.Placed;
import io.qipan.dispatch.rectification.model.EffectAssessment;
import io.qipan.dispatch.rectification.model.EffectAssessment.Counts;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.dispatch.rectification.model.Windows;
import io.qipan.proto.dispatch.v1.AssessRectificationRequest;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what happened in the place of a hotspot before and after its measures. */
@Singleton
class AssessRectification {
    private final RectificationRecords records;
    private final HotspotAnalyses analyses;
    private final PlacedIncidents incidents;
    private final InstantSource clock;

    AssessRectification(
            RectificationRecords records, HotspotAnalyses analyses, PlacedIncidents incidents, InstantSource clock) {
        this.records = records;
        this.analyses = analyses;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** How many were in the cells of the hotspot, and how many elsewhere. */
    private record Sides(int here, int elsewhere) {}

    Rectification assess(AssessRectificationRequest request, String by) {
        Instant now = Times.now(clock);
        Rectification known = records.lock(RectificationId.parse(request.getName()), request.getEtag());
        Windows windows = known.windows(now).orRefuse();
        Hotspot hotspot = analyses.find(known.hotspot().analysis())
                .flatMap(analysis -> analysis.hotspot(known.hotspot().number()))
                .orElseThrow();
        Sides before = sides(hotspot, windows.beforeFrom(), windows.beforeUntil());
        Sides after = sides(hotspot, windows.afterFrom(), windows.afterUntil());
        boolean hotspotBefore = hotspot.firstDay().isBefore(windows.beforeUntil())
                && !hotspot.lastDay().isBefore(windows.beforeFrom());
        EffectAssessment assessment = new EffectAssessment(
                windows,
                new Counts(before.here(), after.here()),
                new Counts(before.elsewhere(), after.elsewhere()),
                hotspotBefore,
                now,
                by,
                request.getRationale());
        return records.change(
                known.assess(assessment).orRefuse(), "rectification.assessed", now, request.getRationale());
    }

    private Sides sides(Hotspot hotspot, LocalDate from, LocalDate until) {
        Sought sought = new Sought(
                Windows.begin(from),
                Windows.begin(until),
                List.of(hotspot.type()),
                hotspot.raster().cellM());
        int counted = incidents.tally(sought).counted();
        if (counted > HotspotInquiry.MOST_INCIDENTS) {
            throw HotspotInquiry.tooLarge(
                            "incidents",
                            counted,
                            HotspotInquiry.MOST_INCIDENTS,
                            "open another rectification that compares fewer days")
                    .asException();
        }
        Map<Boolean, List<Placed>> inPlace = incidents.list(sought).stream()
                .collect(Collectors.partitioningBy(each -> hotspot.holds(each.latitude(), each.longitude())));
        return new Sides(
                inPlace.getOrDefault(true, List.of()).size(),
                inPlace.getOrDefault(false, List.of()).size());
    }
}
