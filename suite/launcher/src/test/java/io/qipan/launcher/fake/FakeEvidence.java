package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;

/** Keeps what is uploaded, without its content. */
final class FakeEvidence extends EvidenceServiceGrpc.EvidenceServiceImplBase {
    private final FakeRiver river;

    FakeEvidence(FakeRiver river) {
        this.river = river;
    }

    @Override
    public StreamObserver<UploadEvidenceRequest> uploadEvidence(StreamObserver<UploadEvidenceResponse> observer) {
        return new StreamObserver<>() {
            private final Evidence.Builder kept =
                    Evidence.newBuilder().setName(FakeStore.name("evidence")).setEtag("1");

            @Override
            public void onNext(UploadEvidenceRequest part) {
                if (part.hasHeader()) {
                    kept.setCase(part.getHeader().getCase())
                            .setTitle(part.getHeader().getTitle());
                } else {
                    kept.setSha256("%064x".formatted(part.getChunk().hashCode()));
                }
            }

            @Override
            public void onError(Throwable failure) {
                observer.onError(failure);
            }

            @Override
            public void onCompleted() {
                FakeStore.answer(
                        observer,
                        () -> river.store.read(() -> {
                            Evidence evidence = kept.build();
                            river.evidence.put(evidence.getName(), evidence);
                            return UploadEvidenceResponse.newBuilder()
                                    .setEvidence(evidence)
                                    .build();
                        }));
            }
        };
    }

    @Override
    public void verifyCustody(VerifyCustodyRequest request, StreamObserver<VerifyCustodyResponse> observer) {
        FakeStore.answer(
                observer,
                () -> VerifyCustodyResponse.newBuilder()
                        .setIntact(!river.evidenceIsBroken)
                        .build());
    }
}
