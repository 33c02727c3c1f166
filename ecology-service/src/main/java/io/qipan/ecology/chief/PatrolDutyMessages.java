package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Basis;
import io.qipan.ecology.chief.model.PatrolDuty.Demand;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.ecology.chief.model.PatrolDuty.Source;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.ecology.chief.model.VisitPlan;
import io.qipan.proto.ecology.v1.SetPatrolDutyRequest;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Patrol duties on the wire and in the model. */
final class PatrolDutyMessages {

    private PatrolDutyMessages() {}

    /**
     * @param grounds what it is about, as it is now
     */
    static io.qipan.proto.ecology.v1.PatrolDuty message(PatrolDuty duty, List<Jurisdiction> grounds) {
        return message(duty).toBuilder()
                .addAllUnjudged(VisitPlan.unjudged(duty.demand(), grounds))
                .build();
    }

    static io.qipan.proto.ecology.v1.PatrolDuty message(PatrolDuty duty) {
        Target target = duty.target();
        Demand demand = duty.demand();
        io.qipan.proto.ecology.v1.PatrolDuty.Builder message = io.qipan.proto.ecology.v1.PatrolDuty.newBuilder()
                .setName(duty.name())
                .setKind(JurisdictionMessages.message(target.layer().kind()))
                .setLevel(JurisdictionMessages.message(target.layer().level()))
                .setOptionalJurisdiction(target.jurisdiction().orElse(""))
                .setPost(AppointmentMessages.message(target.post()))
                .setVisits(demand.visits())
                .setPer(io.qipan.proto.ecology.v1.PatrolDuty.Period.valueOf(
                        demand.per().name()))
                .setMinimumLengthM(demand.minimumLengthM())
                .setMinimumTimeS(demand.minimumTimeS())
                .setLargestGapS(demand.largestGapS())
                .setSmallestGapS(demand.smallestGapS())
                .setSource(io.qipan.proto.ecology.v1.PatrolDuty.Source.valueOf(
                        duty.basis().source().name()))
                .setBasis(duty.basis().text())
                .setFrom(Times.message(duty.from()))
                .setEtag(Long.toString(duty.version()));
        duty.until().map(Times::message).ifPresent(message::setUntil);
        return message.build();
    }

    static PatrolDuty begun(SetPatrolDutyRequest request, UUID id, Instant now) {
        return new PatrolDuty(
                id,
                1,
                new Target(
                        new Layer(
                                JurisdictionMessages.kind(request.getKind()).orElseThrow(),
                                JurisdictionMessages.level(request.getLevel()).orElseThrow()),
                        Optional.of(request.getOptionalJurisdiction()).filter(name -> !name.isEmpty()),
                        AppointmentMessages.post(request.getPost())),
                new Demand(
                        request.getVisits(),
                        Period.valueOf(request.getPer().name()),
                        request.getMinimumLengthM(),
                        request.getMinimumTimeS(),
                        request.getLargestGapS(),
                        request.getSmallestGapS()),
                new Basis(Source.valueOf(request.getSource().name()), request.getBasis()),
                request.hasFrom() ? Times.instant(request.getFrom()) : now,
                Optional.empty());
    }
}
