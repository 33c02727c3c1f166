package io.qipan.dispatch.peer;

import io.qipan.dispatch.followup.Messages;
import io.qipan.runtime.peer.PeerAway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Posts each message as JSON, with its id as {@code Idempotency-Key}. 2xx and 409 (it has it already) mean that the
 * gateway has taken it; 400, 410, 413, 415 and 422 that it never will; with everything else it is tried again. A
 * gateway that did not answer is left alone for a while: what else waits to be told to others goes by the same few
 * threads.
 */
final class HttpMessages implements Messages {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~/?&=-]*)?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final String NAME = "The gateway for messages";

    private final URI address;
    private final Optional<Path> tokenFile;
    private final long restNs;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile long restUntil = System.nanoTime();

    /**
     * @param rest for how long it is not asked after it did not answer
     */
    HttpMessages(String address, Optional<Path> tokenFile, Duration rest) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalStateException("QIPAN_DISPATCH_MESSAGES_ADDRESS: '" + address
                    + "' is not https://host/path; http:// sends everything in clear.");
        }
        this.address = URI.create(address);
        this.tokenFile = tokenFile;
        this.restNs = rest.toNanos();
    }

    @Override
    public boolean areSent() {
        return true;
    }

    @Override
    public Answer hand(Message message) {
        if (System.nanoTime() - restUntil < 0) {
            throw new PeerAway(NAME, new IOException("it did not answer a moment ago"));
        }
        try {
            return answer(status(request(message)));
        } catch (IOException e) {
            restUntil = System.nanoTime() + restNs;
            throw new PeerAway(NAME, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerAway(NAME, e);
        }
    }

    /** The request's own time limit ends with the headers of the answer; who stalls after them must not hold us either. */
    private int status(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("it did not answer within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private HttpRequest request(Message message) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id())
                .POST(BodyPublishers.ofString(FolderMessages.json(message)));
        if (tokenFile.isPresent()) {
            String token = Files.readString(tokenFile.get()).strip();
            if (!TOKEN.matcher(token).matches()) {
                // What the header's own check says would hold the token, and stand in the log.
                throw new IOException(tokenFile.get() + " holds no token: one line of letters, digits and -._~+/=");
            }
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static Answer answer(int status) throws IOException {
        if (status / 100 == 2 || status == 409) {
            return new Answer.Taken();
        }
        return switch (status) {
            case 400, 410, 413, 415, 422 -> new Answer.NotTaken(NAME + " does not take it: " + status);
            default -> throw new IOException("it answered " + status);
        };
    }
}
