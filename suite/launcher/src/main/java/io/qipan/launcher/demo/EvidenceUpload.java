package io.qipan.launcher.demo;

import com.google.protobuf.ByteString;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one small file to a case. */
final class EvidenceUpload implements StreamObserver<UploadEvidenceResponse> {
    private static final long LONGEST_S = 30;

    private final Channel ecology;
    private final CallCredentials officer;
    private final CompletableFuture<Evidence> kept = new CompletableFuture<>();

    EvidenceUpload(Channel ecology, CallCredentials officer) {
        this.ecology = ecology;
        this.officer = officer;
    }

    Evidence keep(Case file, String title, ByteString content) {
        StreamObserver<UploadEvidenceRequest> upload = EvidenceServiceGrpc.newStub(ecology)
                .withCallCredentials(officer)
                .withDeadlineAfter(LONGEST_S, TimeUnit.SECONDS)
                .uploadEvidence(this);
        upload.onNext(UploadEvidenceRequest.newBuilder()
                .setHeader(EvidenceHeader.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setCase(file.getName())
                        .setTitle(title)
                        .setMediaType("text/plain")
                        .setSizeBytes(content.size())
                        .setReason("Taken on board by the crew"))
                .build());
        upload.onNext(UploadEvidenceRequest.newBuilder().setChunk(content).build());
        upload.onCompleted();
        try {
            return kept.get(LONGEST_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError("The evidence could not be kept: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("The demo was interrupted.", e);
        }
    }

    @Override
    public void onNext(UploadEvidenceResponse response) {
        boolean ignored = kept.complete(response.getEvidence());
    }

    @Override
    public void onError(Throwable failure) {
        boolean ignored = kept.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        boolean ignored = kept.completeExceptionally(new IllegalStateException("no answer came"));
    }
}
