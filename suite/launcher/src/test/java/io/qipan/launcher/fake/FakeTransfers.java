package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.CopyToProcuratorateRequest;
import io.qipan.proto.ecology.v1.CopyToProcuratorateResponse;
import io.qipan.proto.ecology.v1.CriminalTrack.State;
import io.qipan.proto.ecology.v1.DecideFilingRequest;
import io.qipan.proto.ecology.v1.DecideFilingResponse;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.DecideTransferResponse;
import io.qipan.proto.ecology.v1.HandOverItemsRequest;
import io.qipan.proto.ecology.v1.HandOverItemsResponse;
import io.qipan.proto.ecology.v1.HandOverRequest;
import io.qipan.proto.ecology.v1.HandOverResponse;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.ProposeTransferResponse;
import io.qipan.proto.ecology.v1.ReceiveTransferRequest;
import io.qipan.proto.ecology.v1.ReceiveTransferResponse;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;

/** Every step of a transfer is granted, in whatever order. */
final class FakeTransfers extends TransferServiceGrpc.TransferServiceImplBase {
    private final FakeRiver river;

    FakeTransfers(FakeRiver river) {
        this.river = river;
    }

    @Override
    public void proposeTransfer(ProposeTransferRequest request, StreamObserver<ProposeTransferResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        ProposeTransferResponse.class,
                        () -> ProposeTransferResponse.newBuilder()
                                .setCase(river.stepped(request, State.PROPOSED))
                                .build()));
    }

    @Override
    public void decideTransfer(DecideTransferRequest request, StreamObserver<DecideTransferResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        DecideTransferResponse.class,
                        () -> DecideTransferResponse.newBuilder()
                                .setCase(river.stepped(request, State.APPROVED))
                                .build()));
    }

    @Override
    public void copyToProcuratorate(
            CopyToProcuratorateRequest request, StreamObserver<CopyToProcuratorateResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        CopyToProcuratorateResponse.class,
                        () -> CopyToProcuratorateResponse.newBuilder()
                                .setCase(river.stepped(request, State.APPROVED))
                                .build()));
    }

    @Override
    public void handOver(HandOverRequest request, StreamObserver<HandOverResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        HandOverResponse.class,
                        () -> HandOverResponse.newBuilder()
                                .setCase(river.stepped(request, State.HANDED_OVER))
                                .build()));
    }

    @Override
    public void receiveTransfer(ReceiveTransferRequest request, StreamObserver<ReceiveTransferResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        ReceiveTransferResponse.class,
                        () -> ReceiveTransferResponse.newBuilder()
                                .setCase(river.stepped(request, State.RECEIVED))
                                .build()));
    }

    @Override
    public void decideFiling(DecideFilingRequest request, StreamObserver<DecideFilingResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        DecideFilingResponse.class,
                        () -> DecideFilingResponse.newBuilder()
                                .setCase(river.stepped(request, State.FILED))
                                .build()));
    }

    @Override
    public void handOverItems(HandOverItemsRequest request, StreamObserver<HandOverItemsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(
                        request.getRequestId(),
                        request,
                        HandOverItemsResponse.class,
                        () -> HandOverItemsResponse.newBuilder()
                                .setCase(river.stepped(request, State.FILED))
                                .build()));
    }
}
