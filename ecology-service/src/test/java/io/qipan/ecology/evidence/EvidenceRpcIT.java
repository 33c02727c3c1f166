package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.EvidenceCases;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc.EvidenceServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetEvidenceContentRequest;
import io.qipan.proto.ecology.v1.GetEvidenceContentResponse;
import io.qipan.proto.ecology.v1.GetEvidenceRequest;
import io.qipan.proto.ecology.v1.HandOverEvidenceRequest;
import io.qipan.proto.ecology.v1.ListEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvidenceRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    @TempDir
    static Path folder = Path.of("");

    private static final int LIMIT = 1_000_000;

    private final TestClock clock = TestClock.standing();
    private final Cases cases = EvidenceCases.stored();
    private final EvidenceRecords records = new PostgresEvidenceRecords();
    private final Journal journal = new PostgresJournal(clock);
    private final byte[] film = film(300_000, 1);

    @RegisterExtension
    final RpcHarness rpc =
            RpcHarness.serving(() -> List.of(handlers(new FolderFiles(folder)))).withClock(clock);

    private EvidenceRpc handlers(EvidenceFiles files) {
        EvidenceLimits limits = new EvidenceLimits(LIMIT, List.of("video/mp4", "image/jpeg"));
        KeepEvidence keep = new KeepEvidence(records, cases, journal, clock);
        return new EvidenceRpc(
                DATABASE.unitOfWork(),
                records,
                files,
                new TakeInEvidence(DATABASE.unitOfWork(), files, limits, keep, clock),
                new HandOverEvidence(records, journal, clock),
                new SendContent(files));
    }

    private static byte[] film(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private EvidenceServiceBlockingStub officer() {
        return EvidenceServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private String newCase(String state) {
        UUID id = UUID.randomUUID();
        DATABASE.execute("""
                insert into case_file (id, number, version, state, activity, act_at, uncertainty_m, summary, law, owner,
                    next_deadline_at, opened_at, closed_at, close_reason, drill)
                values ('%s', '%s', 1, '%s', 'sand_mining', now(), 0, '', '', 'wang', %s, now(), %s, false)""".formatted(
                        id,
                        id,
                        state,
                        state.equals("OPEN") ? "now()" : "null",
                        state.equals("OPEN") ? "null, null" : "now(), 'done'"));
        return "cases/" + id;
    }

    private static EvidenceHeader.Builder header(String caseName) {
        return EvidenceHeader.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setCase(caseName)
                .setTitle("the boat")
                .setMediaType("video/mp4")
                .setFromDevice(true)
                .setReason("taken by the drone");
    }

    private Evidence uploaded(EvidenceHeader.Builder header, byte[] content) {
        try {
            return upload(header.build(), content, 60_000)
                    .get(20, TimeUnit.SECONDS)
                    .getEvidence();
        } catch (ExecutionException e) {
            throw (StatusRuntimeException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<UploadEvidenceResponse> upload(EvidenceHeader header, byte[] content, int chunk) {
        Answered answered = new Answered();
        StreamObserver<UploadEvidenceRequest> sending = EvidenceServiceGrpc.newStub(
                        rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .uploadEvidence(answered);
        sending.onNext(UploadEvidenceRequest.newBuilder().setHeader(header).build());
        for (int at = 0; at < content.length && !answered.answer.isDone(); at += chunk) {
            int length = Math.min(chunk, content.length - at);
            sending.onNext(UploadEvidenceRequest.newBuilder()
                    .setChunk(ByteString.copyFrom(content, at, length))
                    .build());
        }
        sending.onCompleted();
        return answered.answer;
    }

    /** The one answer to an upload. */
    private static final class Answered implements StreamObserver<UploadEvidenceResponse> {
        private final CompletableFuture<UploadEvidenceResponse> answer = new CompletableFuture<>();

        @Override
        public void onNext(UploadEvidenceResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {}
    }

    private byte[] downloaded(Evidence evidence, long offset) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        var parts = officer()
                .getEvidenceContent(GetEvidenceContentRequest.newBuilder()
                        .setName(evidence.getName())
                        .setOffset(offset)
                        .build());
        while (parts.hasNext()) {
            GetEvidenceContentResponse part = parts.next();
            assertThat(part.getOffset()).isEqualTo(offset + all.size());
            part.getChunk().writeTo(all);
        }
        return all.toByteArray();
    }

    private VerifyCustodyResponse verified(Evidence evidence) {
        return officer()
                .verifyCustody(VerifyCustodyRequest.newBuilder()
                        .setName(evidence.getName())
                        .build());
    }

    private static Path file(Evidence evidence) {
        return folder.resolve(evidence.getSha256().substring(0, 2)).resolve(evidence.getSha256());
    }

    private static List<Path> incoming() {
        try (Stream<Path> all = Files.list(folder.resolve("incoming"))) {
            return all.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    void whatIsUploadedComesBackWholeAndFromAnyOffset() throws IOException {
        // When
        Evidence evidence = uploaded(header(newCase("OPEN")).setSizeBytes(film.length), film);

        // Then
        assertThat(evidence.getSizeBytes()).isEqualTo(film.length);
        assertThat(evidence.getCustodyList()).singleElement().satisfies(entry -> {
            assertThat(entry.getHolder()).isEqualTo("wang");
            assertThat(entry.getPreviousSeal()).isEqualTo(evidence.getSha256());
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
    void handoversAreSealedOneAfterTheOtherAndATouchedOneIsNamed() {
        // Given
        Evidence evidence = uploaded(header(newCase("OPEN")), film(1_000, 6));
        Evidence stored = handed(evidence, "desk:store");
        Evidence handed = handed(stored, "agencies/police-wuhai");
        assertThat(handed.getCustodyList()).hasSize(3);
        assertThat(verified(handed).getIntact()).isTrue();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> handed(evidence, "li"))))
                .isEqualTo(Reason.STALE_ETAG);

        // When
        DATABASE.execute("update evidence_custody set holder = 'nobody' where number = 2");

        // Then
        VerifyCustodyResponse broken = verified(handed);
        assertThat(broken.getIntact()).isFalse();
        assertThat(broken.getContent()).isEqualTo(VerifyCustodyResponse.Content.INTACT);
        assertThat(broken.getFirstBroken()).isEqualTo(2);
        assertThat(broken.getProblem()).contains("Entry 2 was changed");
        assertThat(Refusals.reasonOf(Refusals.refused(() -> handed(handed, "li"))))
                .isEqualTo(Reason.INCOMPLETE);
    }

    private Evidence handed(Evidence evidence, String holder) {
        return officer()
                .handOverEvidence(HandOverEvidenceRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(evidence.getName())
                        .setEtag(evidence.getEtag())
                        .setHolder(holder)
                        .setReason("for a reason")
                        .build())
                .getEvidence();
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, EvidenceServiceGrpc.getServiceDescriptor(), 100, 20261122);

        Awaitility.await("no stream is open any more").until(() -> rpc.streams() == 0);
    }
}
