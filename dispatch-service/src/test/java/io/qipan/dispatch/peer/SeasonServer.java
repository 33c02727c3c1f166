package io.qipan.dispatch.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.KindSpeed;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediaAtResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumState;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The season of patrol-service as it is told on the wire, at the places that it was given one for. */
final class SeasonServer implements RpcService, SeasonServiceGrpc.AsyncService {
    private final Map<Wgs84, Map<Medium, Passage>> seasons = new HashMap<>();
    private final ListMediaAtResponse.Builder reach = ListMediaAtResponse.newBuilder();
    private volatile Optional<Instant> askedAt = Optional.empty();

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SeasonServiceGrpc.bindService(this));
    }

    /** Tells these with every answer. */
    void tells(Medium there, KindSpeed speed) {
        reach.addThere(there).addSpeeds(speed);
    }

    void isAt(Wgs84 place, Map<Medium, Passage> media) {
        seasons.put(place, media);
    }

    /** The time that was asked for last; empty for now. */
    Optional<Instant> askedAt() {
        return askedAt;
    }

    @Override
    public void listMediaAt(ListMediaAtRequest request, StreamObserver<ListMediaAtResponse> observer) {
        askedAt = request.hasAt() ? Optional.of(Times.instant(request.getAt())) : Optional.empty();
        ListMediaAtResponse.Builder response = reach.clone();
        seasons.getOrDefault(PlaceMessages.point(request.getPoint()).toWgs84(), Map.of())
                .forEach((medium, passage) -> response.addStates(
                        MediumState.newBuilder().setMedium(medium).setPassage(passage)));
        observer.onNext(response.build());
        observer.onCompleted();
    }
}
