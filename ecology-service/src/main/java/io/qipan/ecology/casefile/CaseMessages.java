package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.EarlierFacts;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;

/** Cases on the wire and in the model. */
final class CaseMessages {

    private CaseMessages() {}

    static Facts facts(OpenCaseRequest request, Instant now) {
        return new Facts(
                request.getActivity(),
                Times.occurred(true, request.getActAt(), now),
                RuleMessages.point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                request.getSummary(),
                orAbsent(request.getOptionalIncident()),
                request.getDrill());
    }

    static Cases.Filter filter(ListCasesRequest request) {
        return new Cases.Filter(
                orAbsent(request.getOptionalIncident()),
                switch (request.getOptionalState()) {
                    case STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    case OPEN, CLOSED -> Optional.of(request.getOptionalState().name());
                });
    }

    private static Optional<String> orAbsent(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    static Case message(CaseFile file) {
        Facts facts = file.facts();
        Case.Builder message = Case.newBuilder()
                .setName(file.name())
                .setNumber(file.number())
                .setEtag(file.etag())
                .setState(Case.State.valueOf(file.state().code()))
                .setActivity(facts.activity())
                .setActAt(Times.message(facts.actAt()))
                .setUncertaintyM(facts.uncertaintyM())
                .setSummary(facts.summary())
                .setIncident(facts.incident().orElse(""))
                .addAllApplied(RuleMessages.message(file.law()).getAppliedList())
                .setRuleSetRevision(file.law().revision())
                .setOwner(file.owner())
                .setOpenedAt(Times.message(file.openedAt()))
                .setDrill(facts.drill())
                .setProcedure(ProcedureMessages.message(file.name(), file.procedure()));
        facts.point().map(PlaceMessages::message).ifPresent(message::setPoint);
        file.earlier().stream().map(CaseMessages::message).forEach(message::addEarlier);
        switch (file.state()) {
            case Open(Instant reviewAt) -> message.setNextDeadlineAt(Times.message(reviewAt));
            case Closed(Instant at, String reason) ->
                message.setClosedAt(Times.message(at)).setCloseReason(reason);
        }
        return message.build();
    }

    static io.qipan.proto.ecology.v1.EarlierFacts message(EarlierFacts earlier) {
        Facts facts = earlier.facts();
        io.qipan.proto.ecology.v1.EarlierFacts.Builder message = io.qipan.proto.ecology.v1.EarlierFacts.newBuilder()
                .setActivity(facts.activity())
                .setActAt(Times.message(facts.actAt()))
                .setUncertaintyM(facts.uncertaintyM())
                .setSummary(facts.summary())
                .addAllApplied(RuleMessages.message(earlier.law()).getAppliedList())
                .setRuleSetRevision(earlier.law().revision())
                .setReplacedAt(Times.message(earlier.replacedAt()));
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
                drill);
        EvaluateActResponse law = EvaluateActResponse.newBuilder()
                .addAllApplied(message.getAppliedList())
                .setRuleSetRevision(message.getRuleSetRevision())
                .build();
        return new EarlierFacts(facts, RuleMessages.evaluation(law), Times.instant(message.getReplacedAt()));
    }
}
