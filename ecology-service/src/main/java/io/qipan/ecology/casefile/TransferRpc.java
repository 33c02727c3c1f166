package io.qipan.ecology.casefile;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.procedure.model.Move;
import io.qipan.ecology.procedure.model.Move.DecideFiling;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.proto.ecology.v1.CopyToProcuratorateRequest;
import io.qipan.proto.ecology.v1.CopyToProcuratorateResponse;
import io.qipan.proto.ecology.v1.DecideFilingRequest;
import io.qipan.proto.ecology.v1.DecideFilingResponse;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.DecideTransferResponse;
import io.qipan.proto.ecology.v1.ForwardTransferRequest;
import io.qipan.proto.ecology.v1.ForwardTransferResponse;
import io.qipan.proto.ecology.v1.GiveTransferOpinionRequest;
import io.qipan.proto.ecology.v1.GiveTransferOpinionResponse;
import io.qipan.proto.ecology.v1.HandOverItemsRequest;
import io.qipan.proto.ecology.v1.HandOverItemsResponse;
import io.qipan.proto.ecology.v1.HandOverRequest;
import io.qipan.proto.ecology.v1.HandOverResponse;
import io.qipan.proto.ecology.v1.Material;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.ProposeTransferResponse;
import io.qipan.proto.ecology.v1.ReceiveTransferRequest;
import io.qipan.proto.ecology.v1.ReceiveTransferResponse;
import io.qipan.proto.ecology.v1.RequestMaterialsRequest;
import io.qipan.proto.ecology.v1.RequestMaterialsResponse;
import io.qipan.proto.ecology.v1.ReturnTransferRequest;
import io.qipan.proto.ecology.v1.ReturnTransferResponse;
import io.qipan.proto.ecology.v1.SupplyMaterialsRequest;
import io.qipan.proto.ecology.v1.SupplyMaterialsResponse;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The transfer of a case, step by step. */
@Singleton
public class TransferRpc implements RpcService, TransferServiceGrpc.AsyncService {
    private final StepRequest steps;

    public TransferRpc(StepRequest steps) {
        this.steps = steps;
    }

    private static List<Move.Material> materials(List<Material> materials) {
        return materials.stream()
                .map(material -> Move.Material.valueOf(material.name()))
                .toList();
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(TransferServiceGrpc.bindService(this));
    }

    @Override
    public void proposeTransfer(ProposeTransferRequest request, StreamObserver<ProposeTransferResponse> observer) {
        steps.answer(
                observer,
                request,
                ProposeTransferResponse.parser(),
                new ProposeTransfer(Set.copyOf(request.getOfficersList())),
                file -> ProposeTransferResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void decideTransfer(DecideTransferRequest request, StreamObserver<DecideTransferResponse> observer) {
        steps.answer(
                observer,
                request,
                DecideTransferResponse.parser(),
                new DecideTransfer(request.getApproved()),
                file -> DecideTransferResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void copyToProcuratorate(
            CopyToProcuratorateRequest request, StreamObserver<CopyToProcuratorateResponse> observer) {
        steps.answer(
                observer,
                request,
                CopyToProcuratorateResponse.parser(),
                new Plain(MoveKind.COPY_TO_PROCURATORATE),
                file -> CopyToProcuratorateResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void giveTransferOpinion(
            GiveTransferOpinionRequest request, StreamObserver<GiveTransferOpinionResponse> observer) {
        steps.answer(
                observer,
                request,
                GiveTransferOpinionResponse.parser(),
                new Plain(MoveKind.GIVE_TRANSFER_OPINION),
                file -> GiveTransferOpinionResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void handOver(HandOverRequest request, StreamObserver<HandOverResponse> observer) {
        steps.answer(
                observer,
                request,
                HandOverResponse.parser(),
                new HandOver(request.getPolice(), Set.copyOf(materials(request.getMaterialsList()))),
                file -> HandOverResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void receiveTransfer(ReceiveTransferRequest request, StreamObserver<ReceiveTransferResponse> observer) {
        steps.answer(
                observer,
                request,
                ReceiveTransferResponse.parser(),
                new ReceiveTransfer(request.getCompetent()),
                file -> ReceiveTransferResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void forwardTransfer(ForwardTransferRequest request, StreamObserver<ForwardTransferResponse> observer) {
        steps.answer(
                observer,
                request,
                ForwardTransferResponse.parser(),
                new ForwardTransfer(request.getPolice()),
                file -> ForwardTransferResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void requestMaterials(RequestMaterialsRequest request, StreamObserver<RequestMaterialsResponse> observer) {
        steps.answer(
                observer,
                request,
                RequestMaterialsResponse.parser(),
                new RequestMaterials(materials(request.getMaterialsList())),
                file -> RequestMaterialsResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void supplyMaterials(SupplyMaterialsRequest request, StreamObserver<SupplyMaterialsResponse> observer) {
        steps.answer(
                observer,
                request,
                SupplyMaterialsResponse.parser(),
                new Plain(MoveKind.SUPPLY_MATERIALS),
                file -> SupplyMaterialsResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void returnTransfer(ReturnTransferRequest request, StreamObserver<ReturnTransferResponse> observer) {
        steps.answer(
                observer,
                request,
                ReturnTransferResponse.parser(),
                new Plain(MoveKind.RETURN_TRANSFER),
                file -> ReturnTransferResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void decideFiling(DecideFilingRequest request, StreamObserver<DecideFilingResponse> observer) {
        steps.answer(
                observer,
                request,
                DecideFilingResponse.parser(),
                new DecideFiling(request.getFiled()),
                file -> DecideFilingResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void handOverItems(HandOverItemsRequest request, StreamObserver<HandOverItemsResponse> observer) {
        steps.answer(
                observer,
                request,
                HandOverItemsResponse.parser(),
                new Plain(MoveKind.HAND_OVER_ITEMS),
                file -> HandOverItemsResponse.newBuilder().setCase(file).build());
    }
}
