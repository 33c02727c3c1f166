package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.RegisterAgencyRequest;
import io.qipan.proto.ecology.v1.RegisterAgencyResponse;
import java.util.HashSet;
import java.util.Set;

/** Agencies, by their codes. */
final class FakeAgencies extends AgencyServiceGrpc.AgencyServiceImplBase {
    private final FakeRiver river;
    private final Set<String> codes = new HashSet<>();

    FakeAgencies(FakeRiver river) {
        this.river = river;
    }

    @Override
    public void registerAgency(RegisterAgencyRequest request, StreamObserver<RegisterAgencyResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, RegisterAgencyResponse.class, () -> {
                    if (!codes.add(request.getCode())) {
                        throw FakeRefusal.exists("agencies/" + request.getCode());
                    }
                    return RegisterAgencyResponse.getDefaultInstance();
                }));
    }
}
