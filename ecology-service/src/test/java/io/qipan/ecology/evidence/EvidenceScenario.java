package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc.EvidenceServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetEvidenceContentRequest;
import io.qipan.proto.ecology.v1.GetEvidenceContentResponse;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Evidence over the wire, with files in a folder. */
abstract class EvidenceScenario {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    @TempDir
    static Path folder = Path.of("");

    static final int LIMIT = 1_000_000;

    final TestClock clock = TestClock.standing();
    final Cases cases = StoredCases.port();
    final EvidenceRecords records = new PostgresEvidenceRecords();
    final Journal journal = new PostgresJournal(clock);
    final OpenStreams openStreams = new OpenStreams();
    final byte[] film = film(300_000, 1);

    @RegisterExtension
    final RpcHarness rpc =
            RpcHarness.serving(() -> List.of(handlers(new FolderFiles(folder)))).withClock(clock);

    EvidenceRpc handlers(EvidenceFiles files) {
        EvidenceLimits limits = new EvidenceLimits(LIMIT, List.of("video/mp4", "image/jpeg"));
        KeepEvidence keep = new KeepEvidence(records, cases, journal, clock);
        return new EvidenceRpc(
                DATABASE.unitOfWork(),
                records,
                files,
                new TakeInEvidence(DATABASE.unitOfWork(), files, limits, keep, clock),
                new HandOverEvidence(records, journal, clock),
                new ReviewEvidence(records, journal, clock),
                new SendContent(files),
                openStreams);
    }

    static byte[] film(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    EvidenceServiceBlockingStub officer() {
        return EvidenceServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    String newCase(String state) {
        UUID id = UUID.randomUUID();
        DATABASE.execute(StoredCases.insert(id, state));
        return "cases/" + id;
    }

    static EvidenceHeader.Builder header(String caseName) {
        return EvidenceHeader.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setCase(caseName)
                .setTitle("the boat")
                .setMediaType("video/mp4")
                .setFromDevice(true)
                .setReason("taken by the drone");
    }

    Evidence uploaded(EvidenceHeader.Builder header, byte[] content) {
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

    CompletableFuture<UploadEvidenceResponse> upload(EvidenceHeader header, byte[] content, int chunk) {
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
    static final class Answered implements StreamObserver<UploadEvidenceResponse> {
        final CompletableFuture<UploadEvidenceResponse> answer = new CompletableFuture<>();

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

    byte[] downloaded(Evidence evidence, long offset) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        var parts = officer()
                .getEvidenceContent(GetEvidenceContentRequest.newBuilder()
                        .setName(evidence.getName())
                        .setOffset(offset)
                        .build());
        while (parts.hasNext()) {
            GetEvidenceContentResponse part = parts.next();
            assertThat(part.getOffset()).isEqualTo(offset + all.size());
            all.writeBytes(part.getChunk().toByteArray());
        }
        return all.toByteArray();
    }

    VerifyCustodyResponse verified(Evidence evidence) {
        return officer()
                .verifyCustody(VerifyCustodyRequest.newBuilder()
                        .setName(evidence.getName())
                        .build());
    }

    static Path file(Evidence evidence) {
        return folder.resolve(evidence.getSha256().substring(0, 2)).resolve(evidence.getSha256());
    }

    static List<Path> incoming() {
        try (Stream<Path> all = Files.list(folder.resolve("incoming"))) {
            return all.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
