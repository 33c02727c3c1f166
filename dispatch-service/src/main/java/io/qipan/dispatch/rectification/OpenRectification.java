package io.qipan.dispatch.rectification;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.pattern.HotspotAnalyses;
import io.qipan.dispatch.pattern.model.Hotspot;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.dispatch.rectification.model.RectificationState.Attention;
import io.qipan.dispatch.rectification.model.RectificationState.Open;
import io.qipan.proto.dispatch.v1.OpenRectificationRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Has a person answer for a hotspot. */
@Singleton
class OpenRectification {
    private static final int COMPARED_DAYS = 28;

    private final HotspotAnalyses analyses;
    private final Rectifications rectifications;
    private final RectificationRecords records;
    private final InstantSource clock;

    OpenRectification(
            HotspotAnalyses analyses,
            Rectifications rectifications,
            RectificationRecords records,
            InstantSource clock) {
        this.analyses = analyses;
        this.rectifications = rectifications;
        this.records = records;
        this.clock = clock;
    }

    Rectification open(OpenRectificationRequest request, String by) {
        HotspotAnalysisId.Numbered name = HotspotAnalysisId.Numbered.parse(request.getHotspot());
        // Locked, so that two do not open one of the same hotspot.
        Hotspot hotspot = analyses.lock(name.analysis())
                .hotspot(name.number())
                .orElseThrow(() -> Refusal.notFound(name.name()).asException());
        rectifications.of(name).ifPresent(known -> {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            known.id().name() + " is about " + name.name() + ": go on with that one, or withdraw it.")
                    .with("resource", known.id().name())
                    .asException();
        });
        Instant now = Times.now(clock);
        Instant dueAt = Times.instant(request.getDueAt());
        return records.add(new Rectification(
                        new RectificationId(UuidCreator.getTimeOrderedEpoch()),
                        1,
                        new Open(new Attention(dueAt, 0)),
                        name,
                        hotspot.type(),
                        request.getOwner(),
                        dueAt,
                        request.getMeasures(),
                        request.getComparedDays() == 0 ? COMPARED_DAYS : request.getComparedDays(),
                        now,
                        by)
                .check()
                .orRefuse());
    }
}
