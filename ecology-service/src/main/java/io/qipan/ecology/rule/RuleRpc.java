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
import io.qipan.proto.ecology.v1.Rule;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

@Singleton
public class RuleRpc implements RpcService, RuleServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final RuleSet current;
    private final EvaluateAct evaluateAct;
    private final ListRules listRules;
    private final ChooseRuleSet chooseRuleSet;
    private final SpeciesFacts speciesFacts;
    private final GetVocabularyResponse vocabulary;
    /** By id. Written once: the rule is most of an answer, and protobuf keeps the size of what it has written. */
    private final Map<String, Rule> written;

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
        this.written = current.descriptions().stream()
                .collect(Collectors.toUnmodifiableMap(RuleDescription::id, DescriptionMessages::message));
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RuleServiceGrpc.bindService(this));
    }

    @Override
    public void evaluateAct(EvaluateActRequest request, StreamObserver<EvaluateActResponse> observer) {
        Answer.unary(observer, () -> {
            RuleSet rules = chooseRuleSet.choose(RuleMessages.given(request.getOptionalRuleSetRevision()));
            Derived derived = speciesFacts.derive(
                    RuleMessages.question(request), RuleMessages.given(request.getOptionalSpecies()));
            Evaluation evaluation =
                    evaluateAct.evaluate(derived.question(), rules).noted(derived.notes());
            return rules == current
                    ? RuleMessages.message(evaluation, this::written)
                    : RuleMessages.message(evaluation);
        });
    }

    private Rule written(RuleDescription rule) {
        return Objects.requireNonNull(written.get(rule.id()));
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
                    .addAllRules(page.cut(found).stream().map(this::written).toList())
                    .setNextPageToken(page.next(found, RuleDescription::id))
                    .setRuleSetRevision(listRules.revision())
                    .build();
        });
    }
}
