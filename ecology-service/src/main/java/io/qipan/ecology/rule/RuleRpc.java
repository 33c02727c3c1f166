package io.qipan.ecology.rule;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
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

    private final EvaluateAct evaluateAct;
    private final ListRules listRules;

    public RuleRpc(EvaluateAct evaluateAct, ListRules listRules) {
        this.evaluateAct = evaluateAct;
        this.listRules = listRules;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RuleServiceGrpc.bindService(this));
    }

    @Override
    public void evaluateAct(EvaluateActRequest request, StreamObserver<EvaluateActResponse> observer) {
        Answer.unary(observer, () -> RuleMessages.message(evaluateAct.evaluate(RuleMessages.question(request))));
    }

    @Override
    public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), listRules.revision());
            List<RuleDescription> found = listRules.list(page);
            return ListRulesResponse.newBuilder()
                    .addAllRules(
                            page.cut(found).stream().map(RuleMessages::message).toList())
                    .setNextPageToken(page.next(found, RuleDescription::id))
                    .setRuleSetRevision(listRules.revision())
                    .build();
        });
    }
}
