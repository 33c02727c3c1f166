package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Campaign;
import io.qipan.ecology.oversight.model.Campaign.Measure;
import io.qipan.ecology.oversight.model.Campaign.Plan;
import io.qipan.ecology.oversight.model.Campaign.Result;
import io.qipan.ecology.oversight.model.Campaign.State;
import io.qipan.ecology.oversight.model.Campaign.Target;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.proto.ecology.v1.PlanCampaignRequest;
import io.qipan.runtime.rpc.Times;
import java.util.UUID;

/** Campaigns on the wire and in the model. */
final class CampaignMessages {
    private CampaignMessages() {}

    static Plan plan(PlanCampaignRequest request) {
        return new Plan(
                request.getTitle(),
                request.getBasis(),
                request.getOwner(),
                Times.instant(request.getFrom()),
                Times.instant(request.getUntil()),
                request.getTargetsList().stream()
                        .map(target -> new Target(
                                target.getTitle(), target.getUnit(), target.getPlanned(), measure(target.getMeasure())))
                        .toList());
    }

    private static Measure measure(io.qipan.proto.ecology.v1.Campaign.Measure measure) {
        return switch (measure) {
            case MEASURE_UNSPECIFIED -> Measure.COUNTED_BY_HAND;
            case CASES -> Measure.CASES;
            case INSPECTIONS -> Measure.INSPECTIONS;
            case UNRECOGNIZED -> throw new IllegalStateException("Unknown measure of a campaign");
        };
    }

    private static io.qipan.proto.ecology.v1.Campaign.Measure measure(Measure measure) {
        return switch (measure) {
            case COUNTED_BY_HAND -> io.qipan.proto.ecology.v1.Campaign.Measure.MEASURE_UNSPECIFIED;
            case CASES -> io.qipan.proto.ecology.v1.Campaign.Measure.CASES;
            case INSPECTIONS -> io.qipan.proto.ecology.v1.Campaign.Measure.INSPECTIONS;
        };
    }

    /** Without what its results name: a page of it would be too large to send. */
    static io.qipan.proto.ecology.v1.Campaign listed(Campaign campaign) {
        io.qipan.proto.ecology.v1.Campaign.Builder listed = message(campaign).toBuilder();
        listed.getResultsBuilderList().forEach(io.qipan.proto.ecology.v1.Campaign.Result.Builder::clearSources);
        return listed.build();
    }

    static io.qipan.proto.ecology.v1.Campaign message(Campaign campaign) {
        Plan plan = campaign.plan();
        io.qipan.proto.ecology.v1.Campaign.Builder message = io.qipan.proto.ecology.v1.Campaign.newBuilder()
                .setName(campaign.name())
                .setEtag(campaign.etag())
                .setState(io.qipan.proto.ecology.v1.Campaign.State.valueOf(campaign.stateCode()))
                .setTitle(plan.title())
                .setBasis(plan.basis())
                .setOwner(plan.owner())
                .setFrom(Times.message(plan.from()))
                .setUntil(Times.message(plan.until()))
                .setLate(campaign.late());
        for (int number = 1; number <= plan.targets().size(); number++) {
            Target target = plan.targets().get(number - 1);
            message.addTargetsBuilder()
                    .setNumber(number)
                    .setTitle(target.title())
                    .setUnit(target.unit())
                    .setPlanned(target.planned())
                    .setReached(campaign.reached(number))
                    .setMeasure(measure(target.measure()));
        }
        for (Result result : campaign.results()) {
            message.addResultsBuilder()
                    .setTarget(result.target())
                    .setCount(result.count())
                    .setNote(result.note())
                    .setBy(result.by())
                    .setAt(Times.message(result.at()))
                    .addAllSources(result.sources());
        }
        if (campaign.state() instanceof State.Concluded(var at, String conclusion)) {
            message.setConcludedAt(Times.message(at)).setConclusion(conclusion);
        }
        return message.build();
    }

    static Campaign entry(io.qipan.proto.ecology.v1.Campaign message) {
        Plan plan = new Plan(
                message.getTitle(),
                message.getBasis(),
                message.getOwner(),
                Times.instant(message.getFrom()),
                Times.instant(message.getUntil()),
                message.getTargetsList().stream()
                        .map(target -> new Target(
                                target.getTitle(), target.getUnit(), target.getPlanned(), measure(target.getMeasure())))
                        .toList());
        return new Campaign(
                UUID.fromString(
                        message.getName().substring(EntryKind.CAMPAIGN.prefix().length())),
                Long.parseLong(message.getEtag()),
                plan,
                message.getResultsList().stream()
                        .map(result -> new Result(
                                result.getTarget(),
                                result.getCount(),
                                result.getNote(),
                                result.getBy(),
                                Times.instant(result.getAt()),
                                result.getSourcesList()))
                        .toList(),
                message.getLate(),
                switch (message.getState()) {
                    case RUNNING -> new State.Running();
                    case OVERDUE -> new State.Overdue();
                    case CONCLUDED ->
                        new State.Concluded(Times.instant(message.getConcludedAt()), message.getConclusion());
                    case STATE_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalStateException("Unknown state of " + message.getName());
                });
    }
}
