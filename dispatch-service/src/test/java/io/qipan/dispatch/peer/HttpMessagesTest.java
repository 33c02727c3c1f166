package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.qipan.dispatch.followup.Messages;
import io.qipan.dispatch.followup.Messages.Answer;
import io.qipan.dispatch.followup.MessagesContract;
import io.qipan.runtime.peer.PeerAway;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessagesTest extends MessagesContract {
    private final Map<String, Messages.Message> taken = new ConcurrentSkipListMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stalls;
    private volatile int status = 202;
    private volatile String authorization = "";
    private final HttpServer server = serve();
    private final Messages messages = messages(Optional.empty(), Duration.ZERO);

    private HttpServer serve() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            fresh.createContext("/sms", this::take);
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            JsonObject json =
                    new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            if (status == 202) {
                Messages.Message ignored = taken.put(
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        new Messages.Message(json.getString("id"), json.getString("to"), json.getString("text")));
            }
            exchange.sendResponseHeaders(status, stalls ? 20 : -1);
            if (stalls) {
                exchange.getResponseBody().flush();
                boolean ignored = stopped.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Messages messages(Optional<Path> token, Duration rest) {
        return new HttpMessages("http://127.0.0.1:" + server.getAddress().getPort() + "/sms", token, rest);
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    @Override
    protected Messages messages() {
        return messages;
    }

    @Override
    protected void goAway() {
        status = 503;
    }

    @Override
    protected void comeBack() {
        status = 202;
    }

    @Override
    protected List<Messages.Message> taken() {
        return List.copyOf(taken.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void what_it_will_never_take_is_not_tried_again(int refusing) {
        // Given
        status = refusing;

        // When
        Answer answer = messages.hand(FIRST);

        // Then
        assertThat(answer).isEqualTo(new Answer.NotTaken("The gateway for messages does not take it: " + refusing));
    }

    @Test
    void a_message_that_it_has_already_is_taken() {
        // Given
        status = 409;

        // When
        Answer answer = messages.hand(FIRST);

        // Then
        assertThat(answer).isEqualTo(new Answer.Taken());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404, 429, 500})
    void everything_else_is_tried_again(int failing) {
        // Given
        status = failing;

        // When
        Throwable failure = catchThrowable(() -> messages.hand(FIRST));

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasMessageContaining(String.valueOf(failing));
    }

    @Test
    void one_that_stalls_in_the_middle_of_its_answer_holds_nobody() {
        // Given
        stalls = true;

        // When
        Throwable failure = catchThrowable(() -> messages.hand(FIRST));

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasStackTraceContaining("did not answer within");
    }

    @Test
    void what_is_no_token_is_not_repeated_in_the_refusal(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("sms.token"), "old-one\nnew-one\n");
        Messages withToken = messages(Optional.of(file), Duration.ZERO);

        // When
        Throwable failure = catchThrowable(() -> withToken.hand(FIRST));

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasStackTraceContaining("holds no token");
        assertThat(failure.toString() + failure.getCause())
                .doesNotContain("old-one")
                .doesNotContain("new-one");
        assertThat(asked).hasValue(0);
    }

    @Test
    void one_that_did_not_answer_is_left_alone_for_a_while() {
        // Given
        Messages patient = messages(Optional.empty(), Duration.ofMinutes(5));
        status = 503;
        Throwable first = catchThrowable(() -> patient.hand(FIRST));
        status = 202;

        // When
        Throwable second = catchThrowable(() -> patient.hand(FIRST));

        // Then
        assertThat(List.of(first, second)).hasOnlyElementsOfType(PeerAway.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void it_is_shown_the_token_as_it_is_now(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("sms.token"), "old\n");
        Messages withToken = messages(Optional.of(file), Duration.ZERO);
        Answer before = withToken.hand(FIRST);
        Path ignored = Files.writeString(file, "new\n");

        // When
        Answer after = withToken.hand(FIRST);

        // Then
        assertThat(List.of(before, after)).containsOnly(new Answer.Taken());
        assertThat(authorization).isEqualTo("Bearer new");
    }

    @Test
    void what_is_no_address_is_said_at_the_start() {
        // Given
        String address = "sms.example.org";

        // When
        var refusal = assertThatIllegalStateException()
                .isThrownBy(() -> new HttpMessages(address, Optional.empty(), Duration.ZERO));

        // Then
        refusal.withMessageContaining("QIPAN_DISPATCH_MESSAGES_ADDRESS").withMessageContaining("sms.example.org");
    }
}
