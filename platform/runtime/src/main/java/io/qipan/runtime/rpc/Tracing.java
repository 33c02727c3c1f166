package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives each request a trace id, the caller's own if it sent a W3C {@code traceparent}, for the log and the services behind. */
public final class Tracing implements ServerInterceptor {
    /** Travels with the call: the thread that takes the message may be another than the one that took the headers. */
    private static final Context.Key<String> TRACE = Context.key("trace");

    private static final String MDC_KEY = "trace";
    public static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        String given = headers.get(TRACEPARENT);
        var matcher = FORM.matcher(given == null ? "" : given);
        return Contexts.interceptCall(in(matcher.matches() ? matcher.group(1) : random(16)), call, headers, next);
    }

    /** The context of a request that belongs to this trace, 32 hexadecimal digits. */
    public static Context in(String trace) {
        return Context.current().withValue(TRACE, trace);
    }

    /** The header for a call that is made on behalf of the request being served, if there is one. */
    public static Optional<String> traceparent() {
        return Optional.ofNullable(TRACE.get()).map(trace -> "00-" + trace + "-" + random(8) + "-01");
    }

    /** Has what this thread logs from now on name the trace. */
    static void nameInLog() {
        String trace = TRACE.get();
        if (trace != null) {
            MDC.put(MDC_KEY, trace);
        }
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        // Told apart from others, not kept secret.
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
