package io.qipan.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks a service at its management port whether it is ready, and what keeps it from being so. */
final class HealthProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int READY = 200;
    private static final int NOT_READY = 503;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Health ask(Address address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case READY -> Health.of(Health.State.READY);
                case NOT_READY -> new Health(Health.State.LIVE_NOT_READY, failingChecks(response.body()));
                default -> Health.of(Health.State.NOT_ANSWERING);
            };
        } catch (IOException e) {
            return Health.of(Health.State.NOT_ANSWERING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while asking " + address, e));
        }
    }

    static List<String> failingChecks(String body) {
        try {
            JsonNode checks = Json.MAPPER.readTree(body).path("checks");
            return StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> !"UP".equals(check.path("status").asText()))
                    .map(check -> check.path("name").asText())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
