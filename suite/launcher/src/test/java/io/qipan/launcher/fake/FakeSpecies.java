package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SpeciesFault;
import io.qipan.proto.ecology.v1.SpeciesList;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/** Takes every list that is in force since this century; of older ones it finds a fault. */
public final class FakeSpecies extends SpeciesServiceGrpc.SpeciesServiceImplBase {
    public final List<ImportProtectedSpeciesRequest> requests = new ArrayList<>();

    @Override
    public void importProtectedSpecies(
            ImportProtectedSpeciesRequest request, StreamObserver<ImportProtectedSpeciesResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            if (request.getInForceFrom().startsWith("1")) {
                return ImportProtectedSpeciesResponse.newBuilder()
                        .setFaultCount(2)
                        .addFaults(SpeciesFault.newBuilder().setLine(7).setText("种 is empty"))
                        .build();
            }
            ImportProtectedSpeciesResponse.Builder response = ImportProtectedSpeciesResponse.newBuilder()
                    .setRows(7)
                    .setFirstClass(3)
                    .setSecondClass(4)
                    .setAquatic(3);
            if (!request.getDryRun()) {
                response.setList(SpeciesList.newBuilder().setName("speciesLists/1"));
            }
            return response.build();
        });
    }
}
