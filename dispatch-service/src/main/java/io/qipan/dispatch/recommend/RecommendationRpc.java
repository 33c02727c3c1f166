package io.qipan.dispatch.recommend;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.recommend.RecommendUnits.Answered;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;

@Singleton
class RecommendationRpc implements RpcService, RecommendationServiceGrpc.AsyncService {
    private final RecommendUnits recommendUnits;

    RecommendationRpc(RecommendUnits recommendUnits) {
        this.recommendUnits = recommendUnits;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RecommendationServiceGrpc.bindService(this));
    }

    @Override
    public void recommendUnits(RecommendUnitsRequest request, StreamObserver<RecommendUnitsResponse> observer) {
        Answer.unary(observer, () -> message(recommendUnits.recommend(request)));
    }

    private static RecommendUnitsResponse message(Answered answered) {
        RecommendUnitsResponse.Builder message =
                RecommendUnitsResponse.newBuilder().setDegraded(answered.degraded());
        answered.recommendation().choices().forEach(choice -> message.addUnits(RecommendationMessages.message(choice)));
        answered.recommendation()
                .shortfalls()
                .forEach(shortfall -> message.addShortfalls(RecommendationMessages.message(shortfall)));
        return message.build();
    }
}
