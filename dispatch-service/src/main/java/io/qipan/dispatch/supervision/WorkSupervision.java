package io.qipan.dispatch.supervision;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.proto.dispatch.v1.AcceptSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.AnswerSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.ReturnSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.SignSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.WithdrawSupervisionOrderRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The steps of an open supervision order: each loads it, decides, saves and tells. */
@Singleton
class WorkSupervision {
    private final SupervisionRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkSupervision(SupervisionRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    SupervisionOrder sign(SignSupervisionOrderRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SupervisionOrder next = lock(request.getName(), request.getEtag())
                .sign(caller.subject(), now)
                .orRefuse();
        return records.change(next, "supervision_order.signed", now, "");
    }

    SupervisionOrder answer(AnswerSupervisionOrderRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SupervisionOrder next = lock(request.getName(), request.getEtag())
                .answer(caller.subject(), request.getAnswer(), now, now.plus(settings.decideSupervision()))
                .orRefuse();
        return records.change(next, "supervision_order.answered", now, request.getAnswer());
    }

    SupervisionOrder accept(AcceptSupervisionAnswerRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SupervisionOrder next = lock(request.getName(), request.getEtag())
                .accept(caller.subject(), now)
                .orRefuse();
        return records.change(next, "supervision_order.accepted", now, "");
    }

    SupervisionOrder giveBack(ReturnSupervisionAnswerRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Instant dueAt = request.hasDueAt() ? Times.instant(request.getDueAt()) : now.plus(settings.superviseWithin());
        SupervisionOrder next = lock(request.getName(), request.getEtag())
                .giveBack(caller.subject(), request.getReason(), dueAt, now, settings.superviseAtLeast())
                .orRefuse();
        return records.change(next, "supervision_order.returned", now, request.getReason());
    }

    SupervisionOrder withdraw(WithdrawSupervisionOrderRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SupervisionOrder next = lock(request.getName(), request.getEtag())
                .withdraw(caller.subject(), request.getReason(), now)
                .orRefuse();
        return records.change(next, "supervision_order.withdrawn", now, request.getReason());
    }

    private SupervisionOrder lock(String name, String etag) {
        return records.lock(SupervisionOrderId.parse(name), etag);
    }
}
