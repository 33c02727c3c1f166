package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.GetEvidenceRequest;
import io.qipan.proto.ecology.v1.ListEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EvidenceRpcIT extends EvidenceScenario {
    @Test
    void whatIsUploadedComesBackWholeAndFromAnyOffset() {
        // When
        Evidence evidence = uploaded(header(newCase("OPEN")).setSizeBytes(film.length), film);

        // Then
        assertThat(evidence.getSizeBytes()).isEqualTo(film.length);
        assertThat(evidence.getCustodyList()).singleElement().satisfies(entry -> {
            assertThat(entry.getHolder()).isEqualTo("wang");
            assertThat(entry.getSeal()).hasSize(64);
        });
        assertThat(downloaded(evidence, 0)).isEqualTo(film);
        assertThat(downloaded(evidence, 123_456)).isEqualTo(Arrays.copyOfRange(film, 123_456, film.length));
        assertThat(downloaded(evidence, film.length)).isEmpty();
        assertThat(verified(evidence).getIntact()).isTrue();
        assertThat(incoming()).isEmpty();
        assertThat(officer()
                        .getEvidence(GetEvidenceRequest.newBuilder()
                                .setName(evidence.getName())
                                .build())
                        .getEvidence())
                .isEqualTo(evidence);
    }

    @Test
    void aRepeatedUploadIsTheSameEvidence() {
        // Given
        String caseName = newCase("OPEN");
        EvidenceHeader.Builder header = header(caseName);
        Evidence first = uploaded(header, film);

        // When
        Evidence second = uploaded(header, film);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> uploaded(header, film(10, 2)))))
                .isEqualTo(Reason.REQUEST_ID_REUSED);
        assertThat(officer()
                        .listEvidence(ListEvidenceRequest.newBuilder()
                                .setCase(caseName)
                                .build())
                        .getEvidenceList())
                .containsExactly(first);
    }

    @Test
    void whatBreaksALimitIsRefusedAndLeavesNothing() {
        // Given
        String caseName = newCase("OPEN");
        List<Runnable> wrong = new ArrayList<>();
        wrong.add(() -> uploaded(header(caseName).setMediaType("application/zip"), film));
        wrong.add(() -> uploaded(header(caseName), film(LIMIT + 1, 3)));
        wrong.add(() -> uploaded(header(caseName).setSizeBytes(LIMIT + 1), film));
        wrong.add(() -> uploaded(header(caseName).setSizeBytes(7), film));
        wrong.add(() -> uploaded(header(caseName).setOptionalSha256("0".repeat(64)), film));
        wrong.add(() -> uploaded(header(caseName), new byte[0]));

        for (Runnable upload : wrong) {
            // When
            StatusRuntimeException refusal = Refusals.refused(upload::run);

            // Then
            assertThat(Refusals.reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        }
        assertThat(Refusals.reasonOf(Refusals.refused(() -> uploaded(header("cases/" + UUID.randomUUID()), film))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> uploaded(header(newCase("CLOSED")), film))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(incoming()).isEmpty();
        assertThat(officer()
                        .listEvidence(ListEvidenceRequest.newBuilder()
                                .setCase(caseName)
                                .build())
                        .getEvidenceList())
                .isEmpty();
    }

    @Test
    void anArchiveInTheClothesOfAPictureIsRefusedHoweverItIsCutAndLeavesNothing() {
        // Given
        byte[] archive = film(2_000, 6);
        archive[0] = 'P';
        archive[1] = 'K';
        archive[2] = 3;
        archive[3] = 4;
        EvidenceHeader header =
                header(newCase("OPEN")).setMediaType("image/jpeg").build();

        for (int chunk : List.of(1, 100, 511, 2_000)) {
            for (byte[] content : List.of(archive, Arrays.copyOf(archive, 4))) {
                // When
                CompletableFuture<UploadEvidenceResponse> answer = upload(header, content, chunk);

                // Then
                assertThat(answer)
                        .failsWithin(10, TimeUnit.SECONDS)
                        .withThrowableOfType(ExecutionException.class)
                        .havingCause()
                        .withMessageContaining("it says image/jpeg, but the file begins as ZIP does");
            }
        }
        assertThat(incoming()).isEmpty();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        // Given
        String caseName = newCase("OPEN");
        StreamObserver<UploadEvidenceRequest> sending = EvidenceServiceGrpc.newStub(
                        rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .uploadEvidence(new Answered());
        sending.onNext(
                UploadEvidenceRequest.newBuilder().setHeader(header(caseName)).build());
        sending.onNext(UploadEvidenceRequest.newBuilder()
                .setChunk(ByteString.copyFrom(film, 0, 1_000))
                .build());
        Awaitility.await("the file is begun").until(() -> !incoming().isEmpty());

        // When
        sending.onError(Status.CANCELLED.asException());

        // Then
        Awaitility.await("nothing is left").until(() -> incoming().isEmpty());
        assertThat(officer()
                        .listEvidence(ListEvidenceRequest.newBuilder()
                                .setCase(caseName)
                                .build())
                        .getEvidenceList())
                .isEmpty();
    }

    @Test
    void damageAndLossAreToldAndNothingDamagedIsSent() throws IOException {
        // Given
        Evidence evidence = uploaded(header(newCase("OPEN")), film(1_000, 4));

        // When
        Files.write(file(evidence), film(1_000, 5));

        // Then
        assertThat(verified(evidence).getContent()).isEqualTo(VerifyCustodyResponse.Content.DAMAGED);
        StatusRuntimeException damaged = Refusals.refused(() -> downloaded(evidence, 0));
        assertThat(Refusals.reasonOf(damaged)).isEqualTo(Reason.INCOMPLETE);
        assertThat(Refusals.textOf(damaged)).contains("is damaged");
        Files.delete(file(evidence));
        assertThat(verified(evidence).getContent()).isEqualTo(VerifyCustodyResponse.Content.MISSING);
        assertThat(Refusals.textOf(Refusals.refused(() -> downloaded(evidence, 0))))
                .contains("not in the store");
    }

    @Test
    void streamsEndWhenTheServiceGoesDown() {
        // Given
        Answered answered = new Answered();
        StreamObserver<UploadEvidenceRequest> sending = EvidenceServiceGrpc.newStub(
                        rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .uploadEvidence(answered);
        sending.onNext(UploadEvidenceRequest.newBuilder()
                .setHeader(header(newCase("OPEN")))
                .build());
        Awaitility.await("the file is begun").until(() -> !incoming().isEmpty());
        Evidence kept = uploaded(header(newCase("OPEN")), film);

        // When
        openStreams.end();

        // Then
        assertThat(answered.answer)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessageContaining("going down");
        assertThat(Refusals.reasonOf(Refusals.refused(() -> downloaded(kept, 0))))
                .isEqualTo(Reason.SHUTTING_DOWN);
        Awaitility.await("nothing is left").until(() -> incoming().isEmpty());
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, EvidenceServiceGrpc.getServiceDescriptor(), 100, 20261122);

        Awaitility.await("no stream is open any more").until(() -> rpc.streams() == 0);
    }
}
