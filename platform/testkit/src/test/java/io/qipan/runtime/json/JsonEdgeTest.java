package io.qipan.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Calls;
import io.qipan.runtime.rpc.RawClient;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullUnmarked
class JsonEdgeTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String NAME = "calls/01939b4e-0000-7000-8000-000000000001";

    private static final int MOST_AT_ONCE = 4;

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(List::of).withLimits(Duration.ofSeconds(5), MOST_AT_ONCE);

    private JsonEdge edge;
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        edge = new JsonEdge(List.of(new Calls(request -> "火 at " + request.getName())), harness.pipeline());
        Router router = Router.router(VERTX);
        edge.mount(router);
        server = TestDatabase.await(VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture());
    }

    @AfterEach
    void close() {
        edge.close();
        Void ignored = TestDatabase.await(server.close().toCompletionStage().toCompletableFuture());
    }

    @AfterAll
    static void stop() throws Exception {
        Void ignored = VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder request(String method, String body) {
        return HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + server.actualPort() + "/qipan.dispatch.v1.CallService/" + method))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + TestTokens.mint("wang", Role.DISPATCHER))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String reason(HttpResponse<String> response) {
        return new JsonObject(response.body())
                .getJsonArray("details")
                .getJsonObject(0)
                .getJsonObject("debug")
                .getString("reason");
    }

    @Test
    void answersInJsonWithTheNamesOfTheContract() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{\"name\":\"" + NAME + "\"}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(new JsonObject(response.body()).getJsonObject("call").getString("description"))
                .isEqualTo("火 at " + NAME);
    }

    @Test
    void refusesInJsonWithReasonAndDetails() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{\"name\":\"calls/1\"}"));

        // Then
        JsonObject body = new JsonObject(response.body());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body.getString("code")).isEqualTo("invalid_argument");
        assertThat(body.getString("message")).startsWith("name: ");
        assertThat(reason(response)).isEqualTo("INVALID_FIELD");
        assertThat(body.getJsonArray("details").getJsonObject(0).getString("type"))
                .isEqualTo("google.rpc.ErrorInfo");
        assertThat(body.getJsonArray("details").getJsonObject(1).getString("type"))
                .isEqualTo("google.rpc.BadRequest");
    }

    @Test
    void refusesACallerWithoutAToken() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{}").setHeader("authorization", "Basic d2FuZzo="));

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(reason(response)).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void refusesAFieldThatTheContractDoesNotHave() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{\"nmae\":\"" + NAME + "\"}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reason(response)).isEqualTo("MALFORMED_MESSAGE");
        assertThat(new JsonObject(response.body()).getString("message")).contains("nmae");
    }

    @Test
    void refusesBrokenJson() throws Exception {
        for (String broken : List.of(
                "{",
                "[]",
                "\"text\"",
                "nonsense",
                "{\"name\": {}}",
                "[".repeat(10_000),
                "{\"name\": ".repeat(100_000),
                "{\"name\": " + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}")) {
            // When
            HttpResponse<String> response = send(request("GetCall", broken));

            // Then
            assertThat(response.statusCode()).as(broken).isEqualTo(400);
            assertThat(reason(response)).as(broken).isEqualTo("MALFORMED_MESSAGE");
        }
    }

    @Test
    void refusesTextThatIsNotUtf8InsteadOfChangingIt() throws Exception {
        // Given the name of a person in GBK
        byte[] gbk = "{\"description\": \"王\"}".getBytes(Charset.forName("GBK"));

        // When
        HttpResponse<String> response =
                send(request("CreateCall", "").POST(HttpRequest.BodyPublishers.ofByteArray(gbk)));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reason(response)).isEqualTo("MALFORMED_MESSAGE");
        assertThat(new JsonObject(response.body()).getString("message")).contains("UTF-8");
    }

    @Test
    void refusesHalfOfASurrogatePair() throws Exception {
        // Given an escape that no UTF-8 can say
        String body = "{\"name\": \"" + NAME + "\\ud83d\"}";

        // When
        HttpResponse<String> response = send(request("GetCall", body));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reason(response)).isEqualTo("MALFORMED_MESSAGE");
    }

    @Test
    void takesAWholeSurrogatePairAsAnEscape() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{\"name\": \"\\ud83d\\udd25\"}"));

        // Then
        assertThat(reason(response)).isEqualTo("INVALID_FIELD");
    }

    @Test
    void refusesABodyThatIsTooBigInTheSameForm() throws Exception {
        // When
        HttpResponse<String> response = send(request("GetCall", "{\"name\":\"" + "x".repeat(5 << 20) + "\"}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reason(response)).isEqualTo("MALFORMED_MESSAGE");
    }

    @Test
    void saysNothingOfTheInsideWhenAHandlerFails() throws Exception {
        // When
        HttpResponse<String> response = send(request("ListCalls", "{}"));

        // Then
        assertThat(harness.takeNonConforming()).hasSize(1);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(reason(response)).isEqualTo("INTERNAL_FAULT");
        assertThat(response.body()).doesNotContain("NullPointer");
    }

    @Test
    void takesTheTimeoutOfTheCaller() throws Exception {
        // When
        HttpResponse<String> response =
                send(request("GetCall", "{\"name\":\"" + NAME + "\"}").header("connect-timeout-ms", "0"));

        // Then
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(reason(response)).isEqualTo("DEADLINE_PASSED");
    }

    @Test
    void refusesANumberWithABillionDigits() throws Exception {
        // When
        HttpResponse<String> response = send(request("ListCalls", "{\"page_size\": 1e1000000000}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(reason(response)).isEqualTo("MALFORMED_MESSAGE");
    }

    @Test
    void refusesAStrangerBeforeItHasSentItsBody() throws Exception {
        // Given
        try (RawClient stranger = new RawClient(server.actualPort())) {
            stranger.send("POST /qipan.dispatch.v1.CallService/GetCall HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{");

            // When
            String answer = stranger.received(Duration.ofSeconds(1));

            // Then
            assertThat(answer).startsWith("HTTP/1.1 401").contains("TOKEN_INVALID");
        }
    }

    /** Has said who it is, and begun its body. */
    private RawClient dawdler() throws IOException {
        RawClient dawdler = new RawClient(server.actualPort());
        dawdler.send("POST /qipan.dispatch.v1.CallService/GetCall HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + TestTokens.mint("dawdler", Role.DISPATCHER) + "\r\n"
                + "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{");
        return dawdler;
    }

    @Test
    void endsACallWhoseBodyDripsInAndServesOthersMeanwhile() throws Exception {
        // Given
        try (RawClient dawdler = dawdler()) {
            Awaitility.await().until(() -> harness.inFlight() == 1);
            int served = send(request("GetCall", "{\"name\":\"" + NAME + "\"}")).statusCode();

            // When
            boolean hungUpOn = dawdler.isHungUpOnWhileDripping(" ".repeat(300), Duration.ofMillis(100));

            // Then
            assertThat(served).isEqualTo(200);
            assertThat(hungUpOn).isTrue();
            assertThat(harness.inFlight()).isZero();
        }
    }

    @Test
    void tellsWhenToComeBackAsHttpDoes() throws Exception {
        // Given as many bodies under way as may be
        List<RawClient> dawdlers = new ArrayList<>();
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            dawdlers.add(dawdler());
        }
        Awaitility.await().until(() -> harness.inFlight() == MOST_AT_ONCE);

        // When
        HttpResponse<String> response = send(request("GetCall", "{\"name\":\"" + NAME + "\"}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(reason(response)).isEqualTo("OVERLOADED");
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
        for (RawClient dawdler : dawdlers) {
            dawdler.close();
        }
    }
}
