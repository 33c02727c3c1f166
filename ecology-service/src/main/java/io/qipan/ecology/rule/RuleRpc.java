package io.qipan.ecology.rule;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.rule.SpeciesFacts.Derived;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.GetVocabularyRequest;
import io.qipan.proto.ecology.v1.GetVocabularyResponse;
import io.qipan.proto.ecology.v1.ListRulesRequest;
import io.qipan.proto.ecology.v1.ListRulesResponse;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
public class RuleRpc implements RpcService, RuleServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    /** A point that is known so well meets few places. */
    private static final double NEAR_M = 5_000;

    private final RuleSet current;
    private final EvaluateAct evaluateAct;
    private final ListRules listRules;
    private final ChooseRuleSet chooseRuleSet;
    private final SpeciesFacts speciesFacts;
    private final GetVocabularyResponse vocabulary;
    private final Written written;

    public RuleRpc(
            RuleSet current,
            EvaluateAct evaluateAct,
            ListRules listRules,
            ChooseRuleSet chooseRuleSet,
            SpeciesFacts speciesFacts) {
        this.current = current;
        this.evaluateAct = evaluateAct;
        this.listRules = listRules;
        this.chooseRuleSet = chooseRuleSet;
        this.speciesFacts = speciesFacts;
        this.vocabulary = VocabularyMessages.message(current);
        this.written = Written.of(current);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RuleServiceGrpc.bindService(this));
    }

    @Override
    public void evaluateAct(EvaluateActRequest request, StreamObserver<EvaluateActResponse> observer) {
        boolean quick = request.hasPoint()
                && request.getUncertaintyM() <= NEAR_M
                && request.getOptionalSpecies().isEmpty()
                && request.getOptionalRuleSetRevision().isEmpty();
        if (quick) {
            Answer.fromMemory(observer, () -> evaluate(request));
        } else {
            // A list or an old rule set may have to be read; a wide area that is named may have many rules.
            Answer.unary(observer, () -> evaluate(request));
        }
    }

    private EvaluateActResponse evaluate(EvaluateActRequest request) {
        RuleSet rules = chooseRuleSet.choose(RuleMessages.given(request.getOptionalRuleSetRevision()));
        Derived derived =
                speciesFacts.derive(RuleMessages.question(request), RuleMessages.given(request.getOptionalSpecies()));
        Evaluation evaluation = evaluateAct.evaluate(derived.question(), rules).noted(derived.notes(), derived.list());
        return rules == current ? RuleMessages.message(evaluation, written) : RuleMessages.message(evaluation);
    }

    @Override
    public void getVocabulary(GetVocabularyRequest request, StreamObserver<GetVocabularyResponse> observer) {
        Answer.unary(observer, () -> vocabulary);
    }

    @Override
    public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), listRules.revision());
            List<RuleDescription> found = listRules.list(page);
            return ListRulesResponse.newBuilder()
                    .addAllRules(page.cut(found).stream().map(written::rule).toList())
                    .setNextPageToken(page.next(found, RuleDescription::id))
                    .setRuleSetRevision(listRules.revision())
                    .build();
        });
    }
}
