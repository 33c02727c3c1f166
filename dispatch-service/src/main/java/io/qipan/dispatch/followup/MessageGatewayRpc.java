package io.qipan.dispatch.followup;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.MessageGatewayServiceGrpc;
import io.qipan.proto.dispatch.v1.ReportAnswerRequest;
import io.qipan.proto.dispatch.v1.ReportAnswerResponse;
import io.qipan.proto.dispatch.v1.ReportReceiptRequest;
import io.qipan.proto.dispatch.v1.ReportReceiptResponse;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;

@Singleton
class MessageGatewayRpc implements RpcService, MessageGatewayServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final AnswerFollowUp answer;

    MessageGatewayRpc(UnitOfWork unitOfWork, AnswerFollowUp answer) {
        this.unitOfWork = unitOfWork;
        this.answer = answer;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(MessageGatewayServiceGrpc.bindService(this));
    }

    @Override
    public void reportReceipt(ReportReceiptRequest request, StreamObserver<ReportReceiptResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReportReceiptResponse.parser(), () -> {
                    answer.receive(request);
                    return ReportReceiptResponse.getDefaultInstance();
                }));
    }

    @Override
    public void reportAnswer(ReportAnswerRequest request, StreamObserver<ReportAnswerResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReportAnswerResponse.parser(), () -> {
                    answer.receive(request);
                    return ReportAnswerResponse.getDefaultInstance();
                }));
    }
}
