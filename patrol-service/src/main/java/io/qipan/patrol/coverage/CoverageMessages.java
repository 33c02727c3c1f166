package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.Evidence;
import io.qipan.patrol.coverage.ReadCoverage.Covered;
import io.qipan.patrol.coverage.Visits.Made;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.proto.patrol.v1.Coverage;
import io.qipan.proto.patrol.v1.CoverageEvidence;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Duties, visits and evidence on the wire and in the model. */
final class CoverageMessages {

    private CoverageMessages() {}

    /**
     * @param rule empty for a duty that was withdrawn
     */
    static io.qipan.proto.patrol.v1.VisitDuty message(VisitDuty duty, Optional<VisitingRule> rule, Instant now) {
        io.qipan.proto.patrol.v1.VisitDuty.Builder message = io.qipan.proto.patrol.v1.VisitDuty.newBuilder()
                .setName(duty.name())
                .setFeature(duty.feature())
                .setZone(duty.zone().orElse(""))
                .setPeriod(message(duty.period()))
                .setState(VisitDutyState.valueOf(duty.state().name()))
                .setNeeded(duty.needed())
                .setDone(duty.done())
                .setRevision(duty.revision())
                .setEtag(duty.etag());
        rule.ifPresent(asked -> {
            message.setNeededByNow(VisitDuty.neededBy(asked, duty.period(), now));
            VisitDuty.nextCheck(asked, duty.period(), duty.gap(), now)
                    .map(Times::message)
                    .ifPresent(message::setNextCheckAt);
        });
        duty.gap()
                .ifPresent(gap ->
                        message.setUnvisitedSince(Times.message(gap.since())).setLongestGapS(gap.longestS()));
        return message.build();
    }

    static io.qipan.proto.patrol.v1.VisitPeriod message(VisitPeriod period) {
        return io.qipan.proto.patrol.v1.VisitPeriod.newBuilder()
                .setCode(period.code())
                .setFrom(Times.message(period.from()))
                .setUntil(Times.message(period.until()))
                .build();
    }

    static io.qipan.proto.patrol.v1.Visit message(Made made) {
        return io.qipan.proto.patrol.v1.Visit.newBuilder()
                .setUnit(made.unit())
                .setFeature(made.feature())
                .setPeriod(made.period().code())
                .setFrom(Times.message(made.visit().from()))
                .setUntil(Times.message(made.visit().until()))
                .setDwellS(made.visit().dwell().dividedBy(ChronoUnit.MICROS.getDuration()) / 1e6)
                .setShare(made.visit().share())
                .setRevision(made.visit().revision())
                .build();
    }

    static CoverageEvidence message(Evidence evidence) {
        return CoverageEvidence.newBuilder()
                .setUnit(evidence.unit())
                .setFrom(Times.message(evidence.piece().from()))
                .setUntil(Times.message(evidence.piece().until()))
                .setFromM(evidence.piece().fromM())
                .setUntilM(evidence.piece().untilM())
                .setMockLocation(evidence.piece().mock())
                .setRevision(evidence.piece().revision())
                .build();
    }

    static Coverage message(Covered covered, Instant now) {
        io.qipan.proto.patrol.v1.VisitDuty.Builder duty =
                message(covered.duty(), Optional.of(covered.rule()), now).toBuilder();
        if (!covered.isTold()) {
            duty.clearEtag().clearNextCheckAt();
        }
        return Coverage.newBuilder()
                .setDuty(duty)
                .addAllVisits(
                        covered.visits().stream().map(CoverageMessages::message).toList())
                .addAllUnits(covered.visits().stream()
                        .map(Made::unit)
                        .distinct()
                        .sorted()
                        .toList())
                .addAllEvidence(covered.evidence().stream()
                        .map(CoverageMessages::message)
                        .toList())
                .build();
    }
}
