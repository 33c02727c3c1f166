package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.proto.dispatch.v1.FinishRectificationRequest;
import io.qipan.proto.dispatch.v1.ReassignRectificationRequest;
import io.qipan.proto.dispatch.v1.StartRectificationRequest;
import io.qipan.proto.dispatch.v1.WithdrawRectificationRequest;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** What people report of a rectification. */
@Singleton
class WorkRectification {
    private final RectificationRecords records;
    private final InstantSource clock;

    WorkRectification(RectificationRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    Rectification start(StartRectificationRequest request) {
        Instant now = Times.now(clock);
        Rectification started =
                locked(request.getName(), request.getEtag()).start(now).orRefuse();
        return records.change(started, "rectification.started", now, "");
    }

    Rectification finish(FinishRectificationRequest request) {
        Instant now = Times.now(clock);
        Rectification done = locked(request.getName(), request.getEtag())
                .finish(request.getDone(), now)
                .orRefuse();
        return records.change(done, "rectification.done", now, "");
    }

    Rectification reassign(ReassignRectificationRequest request) {
        Instant now = Times.now(clock);
        Rectification reassigned = locked(request.getName(), request.getEtag())
                .reassign(request.getOwner(), Times.instant(request.getDueAt()), now)
                .orRefuse();
        return records.change(reassigned, "rectification.reassigned", now, request.getReason());
    }

    Rectification withdraw(WithdrawRectificationRequest request, String by) {
        Instant now = Times.now(clock);
        Rectification withdrawn = locked(request.getName(), request.getEtag())
                .withdraw(request.getReason(), by, now)
                .orRefuse();
        return records.change(withdrawn, "rectification.withdrawn", now, request.getReason());
    }

    private Rectification locked(String name, String etag) {
        return records.lock(RectificationId.parse(name), etag);
    }
}
