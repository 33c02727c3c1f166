package io.qipan.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import io.qipan.proto.common.v1.ChainBreak;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {

    /** A history of numbered records, of which one call reads three. */
    private static final class History extends JournalServiceGrpc.JournalServiceImplBase {
        private final List<String> asked = new ArrayList<>();
        private long head = 7;
        private long broken;
        private String version = "a";

        @Override
        public void verifyChain(VerifyChainRequest request, StreamObserver<VerifyChainResponse> observer) {
            asked.add(request.getFromRevision() + ".." + request.getToRevision());
            long wanted = request.getToRevision() == 0 ? head : Math.min(head, request.getToRevision());
            long from = Math.max(1, request.getFromRevision());
            long last = Math.min(wanted, from + 2);
            VerifyChainResponse.Builder answer =
                    VerifyChainResponse.newBuilder().setHeadRevision(head);
            if (broken >= from && broken <= last) {
                answer.setFirstBrokenRevision(broken)
                        .setLastRevision(broken - 1)
                        .setChainBreak(ChainBreak.RECORD_CHANGED)
                        .setBrokenResource("calls/1")
                        .setBrokenAction("call.ended")
                        .setBrokenActor("wang");
            } else {
                answer.setVerifiedCount(Math.max(0, last - from + 1))
                        .setLastRevision(Math.max(last, Math.min(from - 1, head)))
                        .setLastHash(version + answer.getLastRevision());
            }
            observer.onNext(answer.build());
            observer.onCompleted();
        }
    }

    @TempDir
    Path folder = Path.of("");

    private final History history = new History();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(history)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    private record Ran(int exit, String out) {}

    private Ran run(String... words) {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, Address.local(server.getPort()));
        }
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new AuditCommand(
                        new Workspace(folder), () -> Board.connect(addresses, "no token", Board.DEFAULT_DEADLINE)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words);
        return new Ran(exit, out.toString());
    }

    @Test
    void aWholeHistoryIsReadToItsEndAndRemembered() throws IOException {
        // When
        Ran ran = run("verify");

        // Then
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("dispatch-service: 7 records, whole. Hash of the last: a7");
        assertThat(history.asked).startsWith("1..0", "4..0", "7..0");
        assertThat(Files.readString(folder.resolve(".qipan/audit.json"))).contains("\"hash\" : \"a7\"");
    }

    @Test
    void aBrokenRecordIsNamed() {
        // Given
        history.broken = 5;

        // When
        Ran ran = run("verify");

        // Then
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("patrol-service: BROKEN. Record 5 was changed", "call.ended of calls/1 by wang");
    }

    @Test
    void whatCameSinceIsVerifiedBehindWhatWasSeen() {
        // Given
        assertThat(run("verify").exit()).isZero();
        history.head = 9;
        history.asked.clear();

        // When
        Ran ran = run("verify");

        // Then
        assertThat(ran.out()).contains("9 records, whole. Hash of the last: a9");
        assertThat(history.asked).startsWith("1..7", "4..7", "7..7", "8..0");
    }

    @Test
    void aHistoryThatWasWrittenAnewAsAWholeIsFound() {
        // Given
        assertThat(run("verify").exit()).isZero();
        history.version = "b";

        // When
        Ran ran = run("verify");

        // Then
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("It was written anew.", "its hash is b7 and was a7");
    }

    @Test
    void aHistoryWhoseEndWasCutOffTogetherWithItsHeadIsFound() {
        // Given
        assertThat(run("verify").exit()).isZero();
        history.head = 5;

        // When
        Ran ran = run("verify");

        // Then
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("Record 6 and all after it are gone: there were 7");
    }

    @Test
    void nothingElseCanBeDone() {
        assertThat(run("forget").exit()).isNotZero();
    }
}
