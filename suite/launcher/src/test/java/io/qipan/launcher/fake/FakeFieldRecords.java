package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.AddFieldRecordResponse;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;

/** Keeps records of seizures. */
final class FakeFieldRecords extends FieldRecordServiceGrpc.FieldRecordServiceImplBase {
    private final FakeRiver river;

    FakeFieldRecords(FakeRiver river) {
        this.river = river;
    }

    @Override
    public void addFieldRecord(AddFieldRecordRequest request, StreamObserver<AddFieldRecordResponse> observer) {
        FakeStore.answer(
                observer,
                () -> river.store.once(request.getRequestId(), request, AddFieldRecordResponse.class, () -> {
                    FieldRecord added = FieldRecord.newBuilder()
                            .setName(FakeStore.name("fieldRecords"))
                            .setEntry(request.getEntry())
                            .build();
                    river.seizures.put(added.getName(), added);
                    return AddFieldRecordResponse.newBuilder().setRecord(added).build();
                }));
    }
}
