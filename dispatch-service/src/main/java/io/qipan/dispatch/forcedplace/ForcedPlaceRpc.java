package io.qipan.dispatch.forcedplace;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.forcedplace.ForcePlace.Forced;
import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.proto.dispatch.v1.ForcePlaceRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceResponse;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.GetForcedPlaceRequest;
import io.qipan.proto.dispatch.v1.GetForcedPlaceResponse;
import io.qipan.proto.dispatch.v1.ListForcedPlacesRequest;
import io.qipan.proto.dispatch.v1.ListForcedPlacesResponse;
import io.qipan.proto.dispatch.v1.SettleForcedPlaceRequest;
import io.qipan.proto.dispatch.v1.SettleForcedPlaceResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class ForcedPlaceRpc implements RpcService, ForcedPlaceServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final ForcedPlaces places;
    private final ForcePlace forcePlace;
    private final SettleForcedPlace settleForcedPlace;

    ForcedPlaceRpc(
            UnitOfWork unitOfWork, ForcedPlaces places, ForcePlace forcePlace, SettleForcedPlace settleForcedPlace) {
        this.unitOfWork = unitOfWork;
        this.places = places;
        this.forcePlace = forcePlace;
        this.settleForcedPlace = settleForcedPlace;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ForcedPlaceServiceGrpc.bindService(this));
    }

    @Override
    public void forcePlace(ForcePlaceRequest request, StreamObserver<ForcePlaceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ForcePlaceResponse.parser(), () -> {
                    Forced forced = forcePlace.force(request, Caller.current());
                    return ForcePlaceResponse.newBuilder()
                            .setForcedPlace(ForcedPlaceMessages.message(forced.place()))
                            .setSubjectEtag(Etag.of(forced.subjectVersion()))
                            .build();
                }));
    }

    @Override
    public void settleForcedPlace(
            SettleForcedPlaceRequest request, StreamObserver<SettleForcedPlaceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        SettleForcedPlaceResponse.parser(),
                        () -> SettleForcedPlaceResponse.newBuilder()
                                .setForcedPlace(ForcedPlaceMessages.message(
                                        settleForcedPlace.settle(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getForcedPlace(GetForcedPlaceRequest request, StreamObserver<GetForcedPlaceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> places.find(ForcedPlaceId.parse(request.getName()))
                        .map(place -> GetForcedPlaceResponse.newBuilder()
                                .setForcedPlace(ForcedPlaceMessages.message(place))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listForcedPlaces(ListForcedPlacesRequest request, StreamObserver<ListForcedPlacesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            PAGE_SIZE,
                            request.getPageToken(),
                            "forced places " + request.getUnverifiedOnly());
                    List<ForcedPlace> found =
                            places.list(request.getUnverifiedOnly(), page.after(ForcedPlaceId::parse), page.size() + 1);
                    return ListForcedPlacesResponse.newBuilder()
                            .addAllForcedPlaces(page.cut(found).stream()
                                    .map(ForcedPlaceMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, place -> place.id().name()))
                            .build();
                }));
    }
}
