package io.qipan.runtime.rpc;

import com.google.rpc.Status;
import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.protobuf.StatusProto;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses gRPC calls to methods that nobody serves. The transport would answer by itself, and without a reason. */
public final class UnknownMethods {
    /** Before the route of the transport. */
    private static final int FIRST = -1_000;

    private final Set<String> known;

    public UnknownMethods(List<BindableService> services) {
        known = services.stream()
                .flatMap(service -> service.bindService().getMethods().stream())
                .map(ServerMethodDefinition::getMethodDescriptor)
                .map(method -> "/" + method.getFullMethodName())
                .collect(Collectors.toUnmodifiableSet());
    }

    public void mount(Router router) {
        router.post().order(FIRST).handler(context -> {
            if (isGrpc(context) && !isServed(path(context))) {
                refuse(context);
            } else {
                context.next();
            }
        });
    }

    private static boolean isGrpc(RoutingContext context) {
        String type = context.request().getHeader("content-type");
        return type != null && type.startsWith("application/grpc");
    }

    /** As it was sent; the router knows only its decoded form. */
    private static String path(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().path(), "/");
    }

    /** Health and reflection are the transport's own. */
    private boolean isServed(String path) {
        return known.contains(path) || path.startsWith("/grpc.");
    }

    public static Refusal refusal(String method) {
        return Refusal.of(Reason.METHOD_UNKNOWN, "There is no method " + method + " here. See server reflection.")
                .with("method", method);
    }

    /** A response of trailers only, as gRPC over HTTP/2 defines it. */
    private static void refuse(RoutingContext context) {
        Status status = Objects.requireNonNull(
                StatusProto.fromThrowable(Statuses.of(refusal(path(context).substring(1)))));
        context.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", Integer.toString(status.getCode()))
                .putHeader("grpc-message", percentEncoded(status.getMessage()))
                .putHeader(
                        "grpc-status-details-bin",
                        Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray()))
                .end();
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
