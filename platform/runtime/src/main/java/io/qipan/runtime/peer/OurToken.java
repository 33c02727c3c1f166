package io.qipan.runtime.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Sends the token that names this service. The file may be replaced while we run: a mounted secret is. */
final class OurToken implements ClientInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Logger LOG = Logger.getLogger(OurToken.class);
    private static final long LOOK_EVERY_NS = 10_000_000_000L;

    private record Known(String token, long lookedAt) {}

    private final Path file;
    private volatile Known known;

    OurToken(Path file) {
        this.file = file;
        this.known = read();
    }

    private Known read() {
        try {
            return new Known(Files.readString(file).strip(), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.peer.token-file: " + file + " cannot be read", e);
        }
    }

    /** While a secret is exchanged its file may be gone for a moment. */
    private Known readAgain(Known before) {
        try {
            return read();
        } catch (UncheckedIOException e) {
            LOG.warnf("Going on with the token we know: %s", e.getMessage());
            return new Known(before.token(), System.nanoTime());
        }
    }

    private String token() {
        Known now = known;
        if (System.nanoTime() - now.lookedAt() > LOOK_EVERY_NS) {
            now = readAgain(now);
            known = now;
        }
        return now.token();
    }

    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<B> listener, Metadata headers) {
                headers.put(AUTHORIZATION, "Bearer " + token());
                super.start(listener, headers);
            }
        };
    }
}
