package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.EarlierFacts;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.Facts.Details;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.proto.ecology.v1.AssignAgencyRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseSeizure;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Cases on the wire and in the model. */
final class CaseMessages {

    /** So that a case that was told often stays readable in one answer. */
    static final int MOST_EARLIER = 10;

    private CaseMessages() {}

    static Facts facts(OpenCaseRequest request, Instant now) {
        return new Facts(
                request.getActivity(),
                Times.occurred(true, request.getActAt(), now),
                RuleMessages.point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                request.getSummary(),
                orAbsent(request.getOptionalIncident()),
                request.getDrill(),
                details(request.getFactsList(), request.getOptionalWater(), request.getOptionalArea()));
    }

    /** Of no incident and no exercise: these are the case's. */
    static Facts facts(ReviseFactsRequest request, Instant now) {
        return new Facts(
                request.getActivity(),
                Times.occurred(true, request.getActAt(), now),
                RuleMessages.point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                request.getSummary(),
                Optional.empty(),
                false,
                details(request.getFactsList(), request.getOptionalWater(), request.getOptionalArea()));
    }

    private static Details details(List<Fact> facts, String water, String area) {
        return new Details(orAbsent(water), orAbsent(area), RuleMessages.facts(facts));
    }

    /** What a case message tells of it. */
    static Details details(Case message) {
        return details(message.getFactsList(), message.getWater(), message.getArea());
    }

    /** A case message that tells these only. */
    static Case message(Details details) {
        return Case.newBuilder()
                .addAllFacts(RuleMessages.messages(details.known()))
                .setWater(details.water().orElse(""))
                .setArea(details.area().orElse(""))
                .build();
    }

    static OpenCase.Claim claim(OpenCaseRequest request) {
        return new OpenCase.Claim(orAbsent(request.getOptionalAgency()), request.getAgencyReason());
    }

    static AssignAgency.Assignment assignment(AssignAgencyRequest request) {
        return new AssignAgency.Assignment(
                request.getName(),
                request.getEtag(),
                request.getAgency(),
                request.getReason(),
                orAbsent(request.getOptionalDesignatedBy()));
    }

    static Cases.Filter filter(ListCasesRequest request) {
        return new Cases.Filter(
                orAbsent(request.getOptionalIncident()),
                switch (request.getOptionalState()) {
                    case STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    case OPEN, CLOSED -> Optional.of(request.getOptionalState().name());
                },
                orAbsent(request.getOptionalAgency()),
                false,
                request.getWithoutAgency(),
                true);
    }

    static Optional<String> orAbsent(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    static Case message(CaseFile file) {
        Facts facts = file.facts();
        EvaluateActResponse law = RuleMessages.message(file.law());
        Case.Builder message = message(facts.details()).toBuilder()
                .setName(file.name())
                .setNumber(file.number())
                .setEtag(file.etag())
                .setState(Case.State.valueOf(file.state().code()))
                .setActivity(facts.activity())
                .setActAt(Times.message(facts.actAt()))
                .setUncertaintyM(facts.uncertaintyM())
                .setSummary(facts.summary())
                .setIncident(facts.incident().orElse(""))
                .addAllApplied(law.getAppliedList())
                .setRuleSetRevision(law.getRuleSetRevision())
                .addAllPossible(law.getPossibleList())
                .addAllUnknownFacts(law.getUnknownFactsList())
                .addAllNotCovered(law.getNotCoveredList())
                .addAllGuidanceEn(law.getGuidanceEnList())
                .addAllGuidanceZh(law.getGuidanceZhList())
                .setOwner(file.owner())
                .setOpenedAt(Times.message(file.openedAt()))
                .setDrill(facts.drill())
                .setAgency(file.belonging().agency().orElse(""))
                .setAgencyReason(file.belonging().reason())
                .setDesignatedBy(file.belonging().designatedBy().orElse(""))
                .setLeftOut(Math.max(0, file.earlier().size() - MOST_EARLIER))
                .addAllFactsNotCounted(notCounted(facts, file.law()))
                .setProcedure(ProcedureMessages.message(file.name(), file.procedure()));
        facts.point().map(PlaceMessages::message).ifPresent(message::setPoint);
        file.newestEarlier(MOST_EARLIER).stream().map(CaseMessages::message).forEach(message::addEarlier);
        switch (file.state()) {
            case Open(Instant reviewAt) -> message.setNextDeadlineAt(Times.message(reviewAt));
            case Closed(Instant at, String reason) ->
                message.setClosedAt(Times.message(at)).setCloseReason(reason);
        }
        return message.build();
    }

    /** Without what may be so and the things seized: they are most of a case, and a page of it would be too large to send. */
    static Case listed(CaseFile file) {
        Case.Builder listed = message(file).toBuilder().clearPossible().clearUnknownFacts();
        listed.getEarlierBuilderList()
                .forEach(earlier -> earlier.clearPossible().clearUnknownFacts());
        listed.getProcedureBuilder().getSeizuresBuilderList().forEach(CaseSeizure.Builder::clearItems);
        return listed.build();
    }

    /** Earlier facts in a list, as {@link #listed(CaseFile)}. */
    static io.qipan.proto.ecology.v1.EarlierFacts listed(EarlierFacts earlier) {
        return message(earlier).toBuilder().clearPossible().clearUnknownFacts().build();
    }

    /** What was told and the evaluation has not used. */
    private static SortedSet<String> notCounted(Facts facts, Evaluation law) {
        SortedSet<String> codes = new TreeSet<>(facts.details().known().known().keySet());
        codes.removeAll(law.facts().known().keySet());
        return codes;
    }

    static io.qipan.proto.ecology.v1.EarlierFacts message(EarlierFacts earlier) {
        Facts facts = earlier.facts();
        EvaluateActResponse law = RuleMessages.message(earlier.law());
        io.qipan.proto.ecology.v1.EarlierFacts.Builder message = io.qipan.proto.ecology.v1.EarlierFacts.newBuilder()
                .setActivity(facts.activity())
                .setActAt(Times.message(facts.actAt()))
                .setUncertaintyM(facts.uncertaintyM())
                .setSummary(facts.summary())
                .addAllApplied(law.getAppliedList())
                .setRuleSetRevision(law.getRuleSetRevision())
                .addAllPossible(law.getPossibleList())
                .addAllUnknownFacts(law.getUnknownFactsList())
                .addAllNotCovered(law.getNotCoveredList())
                .addAllGuidanceEn(law.getGuidanceEnList())
                .addAllGuidanceZh(law.getGuidanceZhList())
                .addAllFacts(RuleMessages.messages(facts.details().known()))
                .addAllFactsNotCounted(notCounted(facts, earlier.law()))
                .setWater(facts.details().water().orElse(""))
                .setArea(facts.details().area().orElse(""))
                .setReplacedAt(Times.message(earlier.replacedAt()))
                .setReplacedBy(earlier.replacedBy())
                .setReplacedReason(earlier.reason());
        facts.point().map(PlaceMessages::message).ifPresent(message::setPoint);
        return message.build();
    }

    /** Earlier facts as they were once told, of a case whose incident and drill stay. */
    static EarlierFacts earlier(
            io.qipan.proto.ecology.v1.EarlierFacts message, Optional<String> incident, boolean drill) {
        Facts facts = new Facts(
                message.getActivity(),
                Times.instant(message.getActAt()),
                RuleMessages.point(message.hasPoint(), message.getPoint()),
                message.getUncertaintyM(),
                message.getSummary(),
                incident,
                drill,
                details(message.getFactsList(), message.getWater(), message.getArea()));
        EvaluateActResponse law = EvaluateActResponse.newBuilder()
                .addAllApplied(message.getAppliedList())
                .setRuleSetRevision(message.getRuleSetRevision())
                .addAllPossible(message.getPossibleList())
                .addAllUnknownFacts(message.getUnknownFactsList())
                .addAllNotCovered(message.getNotCoveredList())
                .addAllGuidanceEn(message.getGuidanceEnList())
                .addAllGuidanceZh(message.getGuidanceZhList())
                .addAllFacts(message.getFactsList().stream()
                        .filter(fact -> !message.getFactsNotCountedList().contains(fact.getCode()))
                        .toList())
                .build();
        return new EarlierFacts(
                facts,
                RuleMessages.evaluation(law),
                Times.instant(message.getReplacedAt()),
                message.getReplacedBy(),
                message.getReplacedReason());
    }
}
