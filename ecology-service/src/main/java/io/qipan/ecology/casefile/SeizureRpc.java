package io.qipan.ecology.casefile;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.procedure.SeizureMessages;
import io.qipan.ecology.procedure.model.Move.ApproveSeizure;
import io.qipan.ecology.procedure.model.Move.GiveToKeeper;
import io.qipan.proto.ecology.v1.ApproveSeizureRequest;
import io.qipan.proto.ecology.v1.ApproveSeizureResponse;
import io.qipan.proto.ecology.v1.EndSeizureRequest;
import io.qipan.proto.ecology.v1.EndSeizureResponse;
import io.qipan.proto.ecology.v1.GiveToKeeperRequest;
import io.qipan.proto.ecology.v1.GiveToKeeperResponse;
import io.qipan.proto.ecology.v1.SeizeItemsRequest;
import io.qipan.proto.ecology.v1.SeizeItemsResponse;
import io.qipan.proto.ecology.v1.SeizeOnTheSpotRequest;
import io.qipan.proto.ecology.v1.SeizeOnTheSpotResponse;
import io.qipan.proto.ecology.v1.SeizureServiceGrpc;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;

/** What is seized, sealed or registered for a case, and what becomes of it. */
@Singleton
public class SeizureRpc implements RpcService, SeizureServiceGrpc.AsyncService {
    private final StepRequest steps;

    public SeizureRpc(StepRequest steps) {
        this.steps = steps;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SeizureServiceGrpc.bindService(this));
    }

    @Override
    public void seizeItems(SeizeItemsRequest request, StreamObserver<SeizeItemsResponse> observer) {
        steps.answer(
                observer,
                request,
                SeizeItemsResponse.parser(),
                SeizureMessages.seizing(request),
                file -> SeizeItemsResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void seizeOnTheSpot(SeizeOnTheSpotRequest request, StreamObserver<SeizeOnTheSpotResponse> observer) {
        steps.answer(
                observer,
                request,
                SeizeOnTheSpotResponse.parser(),
                SeizureMessages.seizing(request),
                file -> SeizeOnTheSpotResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void approveSeizure(ApproveSeizureRequest request, StreamObserver<ApproveSeizureResponse> observer) {
        steps.answer(
                observer,
                request,
                ApproveSeizureResponse.parser(),
                new ApproveSeizure(request.getNumber(), request.getApprovedBy()),
                file -> ApproveSeizureResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void giveToKeeper(GiveToKeeperRequest request, StreamObserver<GiveToKeeperResponse> observer) {
        steps.answer(
                observer,
                request,
                GiveToKeeperResponse.parser(),
                new GiveToKeeper(request.getNumber(), request.getKeeper()),
                file -> GiveToKeeperResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void endSeizure(EndSeizureRequest request, StreamObserver<EndSeizureResponse> observer) {
        steps.answer(
                observer,
                request,
                EndSeizureResponse.parser(),
                SeizureMessages.end(request),
                file -> EndSeizureResponse.newBuilder().setCase(file).build());
    }
}
