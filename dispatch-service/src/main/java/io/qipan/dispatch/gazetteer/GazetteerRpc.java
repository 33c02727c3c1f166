package io.qipan.dispatch.gazetteer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.gazetteer.ImportPlaces.Order;
import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionRequest;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionResponse;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import io.qipan.proto.dispatch.v1.LookUpPlaceRequest;
import io.qipan.proto.dispatch.v1.LookUpPlaceResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;

@Singleton
class GazetteerRpc implements RpcService, GazetteerServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Gazetteers gazetteers;
    private final ImportPlaces importPlaces;
    private final LookUpPlace lookUpPlace;

    GazetteerRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Gazetteers gazetteers,
            ImportPlaces importPlaces,
            LookUpPlace lookUpPlace) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.gazetteers = gazetteers;
        this.importPlaces = importPlaces;
        this.lookUpPlace = lookUpPlace;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(GazetteerServiceGrpc.bindService(this));
    }

    @Override
    public void importPlaces(ImportPlacesRequest request, StreamObserver<ImportPlacesResponse> observer) {
        Answer.unary(observer, () -> {
            Order order = new Order(
                    GazetteerMessages.content(request),
                    request.getSource(),
                    MapDatum.valueOf(request.getDatum().name()),
                    request.getDryRun(),
                    request.getBaseRevision(),
                    request.getReason(),
                    Caller.current().subject(),
                    Times.now(clock));
            if (order.dryRun()) {
                return GazetteerMessages.message(order, unitOfWork.read(() -> importPlaces.run(order)));
            }
            // Every replica, this one too, hears of it through the feed: a large gazetteer takes longer to be made
            // ready
            // for searching than a call may last.
            return unitOfWork.once(
                    RequestKey.of(request),
                    ImportPlacesResponse.parser(),
                    () -> GazetteerMessages.message(order, importPlaces.run(order)));
        });
    }

    @Override
    public void getGazetteerRevision(
            GetGazetteerRevisionRequest request, StreamObserver<GetGazetteerRevisionResponse> observer) {
        Answer.unary(observer, () -> {
            String name = request.getOptionalName();
            GazetteerRevision revision = unitOfWork
                    .read(() -> gazetteers.revision(
                            name.isEmpty()
                                    ? gazetteers.newest()
                                    : Long.parseLong(name.substring(GazetteerRevision.PREFIX.length()))))
                    .orElseThrow(() -> Refusal.notFound(name.isEmpty() ? GazetteerRevision.PREFIX + "-" : name)
                            .asException());
            return GetGazetteerRevisionResponse.newBuilder()
                    .setRevision(GazetteerMessages.message(revision))
                    .build();
        });
    }

    @Override
    public void lookUpPlace(LookUpPlaceRequest request, StreamObserver<LookUpPlaceResponse> observer) {
        Answer.unary(observer, () -> {
            LookUpPlace.Found found = lookUpPlace.find(request);
            LookUpPlaceResponse.Builder response =
                    LookUpPlaceResponse.newBuilder().setRevision(found.revision());
            found.candidates().forEach(candidate -> response.addCandidates(GazetteerMessages.message(candidate)));
            return response.build();
        });
    }
}
