package io.qipan.patrol.season;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.season.LiveSeason.MediaAt;
import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Revoked;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.DeclareMediumResponse;
import io.qipan.proto.patrol.v1.EvaluateMovementRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.GetDeclarationRequest;
import io.qipan.proto.patrol.v1.GetDeclarationResponse;
import io.qipan.proto.patrol.v1.KindSpeed;
import io.qipan.proto.patrol.v1.ListDeclarationsRequest;
import io.qipan.proto.patrol.v1.ListDeclarationsResponse;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediaAtResponse;
import io.qipan.proto.patrol.v1.ListMediumStatesRequest;
import io.qipan.proto.patrol.v1.ListMediumStatesResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.RevokeDeclarationRequest;
import io.qipan.proto.patrol.v1.RevokeDeclarationResponse;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

@Singleton
public class SeasonRpc implements RpcService, SeasonServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Declarations declarations;
    private final DeclareMedium declareMedium;
    private final RevokeDeclaration revokeDeclaration;
    private final EvaluateMovement evaluateMovement;
    private final LiveSeason liveSeason;

    public SeasonRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Declarations declarations,
            DeclareMedium declareMedium,
            RevokeDeclaration revokeDeclaration,
            EvaluateMovement evaluateMovement,
            LiveSeason liveSeason) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.declarations = declarations;
        this.declareMedium = declareMedium;
        this.revokeDeclaration = revokeDeclaration;
        this.evaluateMovement = evaluateMovement;
        this.liveSeason = liveSeason;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SeasonServiceGrpc.bindService(this));
    }

    @Override
    public void declareMedium(DeclareMediumRequest request, StreamObserver<DeclareMediumResponse> observer) {
        Answer.unary(observer, () -> {
            DeclareMediumResponse response =
                    unitOfWork.once(RequestKey.of(request), DeclareMediumResponse.parser(), () -> {
                        Declaration declaration = SeasonMessages.declaration(
                                request, Caller.current().subject(), Times.now(clock));
                        declareMedium.declare(declaration);
                        return DeclareMediumResponse.newBuilder()
                                .setDeclaration(SeasonMessages.message(declaration))
                                .build();
                    });
            // So that whoever declares is answered by it here. Other replicas hear of it through the feed.
            liveSeason.refresh();
            return response;
        });
    }

    @Override
    public void revokeDeclaration(
            RevokeDeclarationRequest request, StreamObserver<RevokeDeclarationResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            RevokeDeclarationResponse response =
                    unitOfWork.once(RequestKey.of(request), RevokeDeclarationResponse.parser(), () -> {
                        Revoked end =
                                new Revoked(Times.now(clock), Caller.current().subject(), request.getReason());
                        return RevokeDeclarationResponse.newBuilder()
                                .setDeclaration(
                                        SeasonMessages.message(revokeDeclaration.revoke(id, request.getEtag(), end)))
                                .build();
                    });
            liveSeason.refresh();
            return response;
        });
    }

    @Override
    public void getDeclaration(GetDeclarationRequest request, StreamObserver<GetDeclarationResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            Declaration declaration = unitOfWork
                    .read(() -> declarations.find(id))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetDeclarationResponse.newBuilder()
                    .setDeclaration(SeasonMessages.message(declaration))
                    .build();
        });
    }

    @Override
    public void listDeclarations(ListDeclarationsRequest request, StreamObserver<ListDeclarationsResponse> observer) {
        Answer.unary(observer, () -> {
            boolean standingOnly = request.getStandingOnly();
            Page page = Page.of(
                    request.getPageSize(), PAGE_SIZE, request.getPageToken(), "mediumDeclarations " + standingOnly);
            List<Declaration> found = unitOfWork.read(() -> declarations.list(page, standingOnly));
            return ListDeclarationsResponse.newBuilder()
                    .addAllDeclarations(page.cut(found).stream()
                            .map(SeasonMessages::message)
                            .toList())
                    .setNextPageToken(
                            page.next(found, declaration -> declaration.id().toString()))
                    .build();
        });
    }

    @Override
    public void listMediumStates(ListMediumStatesRequest request, StreamObserver<ListMediumStatesResponse> observer) {
        Answer.unary(observer, () -> {
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : clock.instant();
            return ListMediumStatesResponse.newBuilder()
                    .addAllStates(VerdictMessages.states(liveSeason.season(), liveSeason.places(), at))
                    .build();
        });
    }

    @Override
    public void listMediaAt(ListMediaAtRequest request, StreamObserver<ListMediaAtResponse> observer) {
        Answer.unary(observer, () -> {
            Wgs84 place = PlaceMessages.point(request.getPoint()).toWgs84();
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : clock.instant();
            MediaAt media = liveSeason.mediaAt(place, at);
            return ListMediaAtResponse.newBuilder()
                    .addAllStates(
                            media.states().stream().map(SeasonMessages::message).toList())
                    .setWater(media.water().orElse(""))
                    .addAllThere(media.there().stream()
                            .sorted()
                            .map(medium -> Medium.valueOf(medium.name()))
                            .toList())
                    .addAllSpeeds(media.speeds().stream()
                            .map(speed -> KindSpeed.newBuilder()
                                    .setKind(speed.kind())
                                    .setSpeedMps(speed.thereMps())
                                    .setBankSpeedMps(speed.bankMps())
                                    .build())
                            .toList())
                    .build();
        });
    }

    @Override
    public void evaluateMovement(EvaluateMovementRequest request, StreamObserver<EvaluateMovementResponse> observer) {
        Answer.unary(observer, () -> {
            Wgs84 place = PlaceMessages.point(request.getPoint()).toWgs84();
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : clock.instant();
            EvaluateMovement.Answer answer = switch (request.getMoverCase()) {
                case UNIT -> unitOfWork.read(() -> evaluateMovement.ofUnit(request.getUnit(), place, at));
                case KIND -> evaluateMovement.ofKind(request.getKind(), place, at);
                case MOVER_NOT_SET -> throw new IllegalArgumentException("The contract lets no such request through");
            };
            return VerdictMessages.message(answer.verdict(), answer.openToOthers());
        });
    }
}
