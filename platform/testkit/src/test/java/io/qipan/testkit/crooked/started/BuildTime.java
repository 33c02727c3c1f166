package io.qipan.testkit.crooked.started;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.NameResolverRegistry;
import io.grpc.internal.DnsNameResolverProvider;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everything that is frozen or missing in an executable. */
public class BuildTime {
    static final SecureRandom DICE = new SecureRandom();
    static final ExecutorService WORKERS = Executors.newCachedThreadPool();
    static final Instant STARTED = Instant.now();

    static {
        NameResolverRegistry.getDefaultRegistry().register(new DnsNameResolverProvider());
    }

    record Stored(List<Inner> inner) {}

    record Inner(String text) {}

    Object find(String name) throws ReflectiveOperationException {
        return Class.forName(name).getConstructor().newInstance();
    }

    Object service() {
        return ServiceLoader.load(Runnable.class);
    }

    String home() {
        return System.getenv("HOME");
    }

    String shown(double number, String text) {
        return String.format("%.1f", number)
                + text.toUpperCase()
                + NumberFormat.getInstance().format(number);
    }

    void keep(OutputStream out) throws IOException {
        new ObjectOutputStream(out).writeObject("text");
    }

    Stored read(String json) throws JsonProcessingException {
        return new JsonMapper().readValue(json, Stored.class);
    }
}
