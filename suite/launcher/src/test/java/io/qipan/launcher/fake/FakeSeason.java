package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.DeclareMediumResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RevokeDeclarationRequest;
import io.qipan.proto.patrol.v1.RevokeDeclarationResponse;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;

/** It is always winter here: boats may go only while somebody has declared the water open. */
final class FakeSeason extends SeasonServiceGrpc.SeasonServiceImplBase {

    private static final String NAME = "mediumDeclarations/00000000-0000-0000-0000-000000000001";

    private final FakeStore store;

    FakeSeason(FakeStore store) {
        this.store = store;
    }

    @Override
    public void declareMedium(DeclareMediumRequest request, StreamObserver<DeclareMediumResponse> observer) {
        FakeStore.answer(observer, () -> {
            store.waterIsOpen = request.getMediaList().contains(Medium.WATER) && request.getPassage() == Passage.OPEN;
            return DeclareMediumResponse.newBuilder()
                    .setDeclaration(MediumDeclaration.newBuilder()
                            .setName(NAME)
                            .setEtag("1")
                            .setUntil(request.getUntil()))
                    .build();
        });
    }

    @Override
    public void revokeDeclaration(
            RevokeDeclarationRequest request, StreamObserver<RevokeDeclarationResponse> observer) {
        FakeStore.answer(observer, () -> {
            if (!request.getName().equals(NAME)) {
                throw FakeRefusal.notFound(request.getName());
            }
            store.waterIsOpen = false;
            return RevokeDeclarationResponse.getDefaultInstance();
        });
    }
}
