package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.dispatch.v1.RecommendedUnit;

/** Recommends free units in the order in which they were registered; a boat is able on open water, everything else on roads. */
final class FakeRecommendations extends RecommendationServiceGrpc.RecommendationServiceImplBase {

    private final FakeStore store;

    FakeRecommendations(FakeStore store) {
        this.store = store;
    }

    @Override
    public void recommendUnits(RecommendUnitsRequest request, StreamObserver<RecommendUnitsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> {
                    RecommendUnitsResponse.Builder response = RecommendUnitsResponse.newBuilder();
                    request.getNeedsList().forEach(need -> choose(need, response));
                    return response.build();
                }));
    }

    private void choose(Need need, RecommendUnitsResponse.Builder response) {
        boolean water = need.getCapability().equals("water");
        if (water && !store.waterIsOpen) {
            return;
        }
        store.units.values().stream()
                .filter(unit -> unit.getKind().contains("boat") == water)
                .filter(unit -> !store.commitments.containsKey(unit.getName()))
                .limit(need.getCount())
                .forEach(unit -> response.addUnits(RecommendedUnit.newBuilder()
                        .setUnit(unit.getName())
                        .setCallSign(unit.getCallSign())
                        .setCapability(need.getCapability())
                        .setReason("free and able")));
    }
}
