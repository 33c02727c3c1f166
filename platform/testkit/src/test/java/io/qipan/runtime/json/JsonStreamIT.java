package io.qipan.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JsonStreamIT {

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(List::of);

    /** Sends two messages and ends with a refusal. */
    private static final class TwoThenNoMore implements RpcService, WatchServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(WatchServiceGrpc.bindService(this));
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
            Answer.stream((ServerCallStreamObserver<WatchResponse>) observer, () -> {
                for (int i = 1; i <= 2; i++) {
                    observer.onNext(WatchResponse.newBuilder()
                            .setBookmark(Bookmark.newBuilder().setInitialStateEnd(true))
                            .setResumeToken("token " + i)
                            .build());
                }
                throw Refusal.of(Reason.SHUTTING_DOWN, "The service is going down.")
                        .asException();
            });
        }
    }

    private record Frame(int flags, JsonObject json) {}

    private static List<Frame> frames(byte[] body) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(body);
        while (bytes.hasRemaining()) {
            int flags = bytes.get();
            byte[] json = new byte[bytes.getInt()];
            bytes.get(json);
            frames.add(new Frame(flags, new JsonObject(new String(json, StandardCharsets.UTF_8))));
        }
        return frames;
    }

    @Test
    void sendsEachMessageInAnEnvelopeAndTheEndInTheLast() throws Exception {
        // Given
        Vertx vertx = Vertx.vertx();
        JsonEdge edge = new JsonEdge(List.of(new TwoThenNoMore()), harness.pipeline());
        Router router = Router.router(vertx);
        edge.mount(router);
        HttpServer server = TestDatabase.await(vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture());
        byte[] message = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] envelope = ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.actualPort() + "/qipan.common.v1.WatchService/Watch"))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/connect+json")
                .header("authorization", "Bearer " + TestTokens.mint("wang", Role.DISPATCHER))
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build();

        // When
        HttpResponse<byte[]> response;
        try (HttpClient client = HttpClient.newHttpClient()) {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }

        // Then
        List<Frame> frames = frames(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(frames).extracting(Frame::flags).containsExactly(0, 0, 2);
        assertThat(frames.get(1).json().getString("resume_token")).isEqualTo("token 2");
        assertThat(frames.getLast().json().getJsonObject("error").getString("code"))
                .isEqualTo("unavailable");
        edge.close();
        Void ignored = TestDatabase.await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
