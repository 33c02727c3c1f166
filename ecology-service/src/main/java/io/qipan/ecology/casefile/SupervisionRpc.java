package io.qipan.ecology.casefile;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.ecology.procedure.model.Move.GiveReverseOpinion;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.proto.ecology.v1.DecideReconsiderationRequest;
import io.qipan.proto.ecology.v1.DecideReconsiderationResponse;
import io.qipan.proto.ecology.v1.DecideSupervisionRequest;
import io.qipan.proto.ecology.v1.DecideSupervisionResponse;
import io.qipan.proto.ecology.v1.DemandReasonsRequest;
import io.qipan.proto.ecology.v1.DemandReasonsResponse;
import io.qipan.proto.ecology.v1.EndCriminalCaseRequest;
import io.qipan.proto.ecology.v1.EndCriminalCaseResponse;
import io.qipan.proto.ecology.v1.GiveReasonsRequest;
import io.qipan.proto.ecology.v1.GiveReasonsResponse;
import io.qipan.proto.ecology.v1.GiveReverseOpinionRequest;
import io.qipan.proto.ecology.v1.GiveReverseOpinionResponse;
import io.qipan.proto.ecology.v1.RequestReconsiderationRequest;
import io.qipan.proto.ecology.v1.RequestReconsiderationResponse;
import io.qipan.proto.ecology.v1.RequestSupervisionRequest;
import io.qipan.proto.ecology.v1.RequestSupervisionResponse;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;

/** What follows a decision of the police on a transferred case. */
@Singleton
public class SupervisionRpc implements RpcService, SupervisionServiceGrpc.AsyncService {
    private final StepRequest steps;

    public SupervisionRpc(StepRequest steps) {
        this.steps = steps;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SupervisionServiceGrpc.bindService(this));
    }

    @Override
    public void requestReconsideration(
            RequestReconsiderationRequest request, StreamObserver<RequestReconsiderationResponse> observer) {
        steps.answer(
                observer,
                request,
                RequestReconsiderationResponse.parser(),
                new Plain(MoveKind.REQUEST_RECONSIDERATION),
                file -> RequestReconsiderationResponse.newBuilder()
                        .setCase(file)
                        .build());
    }

    @Override
    public void decideReconsideration(
            DecideReconsiderationRequest request, StreamObserver<DecideReconsiderationResponse> observer) {
        steps.answer(
                observer,
                request,
                DecideReconsiderationResponse.parser(),
                new DecideReconsideration(request.getFiled()),
                file -> DecideReconsiderationResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void requestSupervision(
            RequestSupervisionRequest request, StreamObserver<RequestSupervisionResponse> observer) {
        steps.answer(
                observer,
                request,
                RequestSupervisionResponse.parser(),
                new Plain(MoveKind.REQUEST_SUPERVISION),
                file -> RequestSupervisionResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void demandReasons(DemandReasonsRequest request, StreamObserver<DemandReasonsResponse> observer) {
        steps.answer(
                observer,
                request,
                DemandReasonsResponse.parser(),
                new Plain(MoveKind.DEMAND_REASONS),
                file -> DemandReasonsResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void giveReasons(GiveReasonsRequest request, StreamObserver<GiveReasonsResponse> observer) {
        steps.answer(
                observer,
                request,
                GiveReasonsResponse.parser(),
                new Plain(MoveKind.GIVE_REASONS),
                file -> GiveReasonsResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void decideSupervision(
            DecideSupervisionRequest request, StreamObserver<DecideSupervisionResponse> observer) {
        steps.answer(
                observer,
                request,
                DecideSupervisionResponse.parser(),
                new DecideSupervision(request.getOrdered()),
                file -> DecideSupervisionResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void endCriminalCase(EndCriminalCaseRequest request, StreamObserver<EndCriminalCaseResponse> observer) {
        steps.answer(
                observer,
                request,
                EndCriminalCaseResponse.parser(),
                new EndCriminalCase(Outcome.valueOf(request.getOutcome().name())),
                file -> EndCriminalCaseResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void giveReverseOpinion(
            GiveReverseOpinionRequest request, StreamObserver<GiveReverseOpinionResponse> observer) {
        steps.answer(
                observer,
                request,
                GiveReverseOpinionResponse.parser(),
                new GiveReverseOpinion(request.getPenaltyProposed()),
                file -> GiveReverseOpinionResponse.newBuilder().setCase(file).build());
    }
}
