package io.qipan.runtime.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.UnknownMethods;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Every RPC as JSON over plain HTTP: {@code POST /qipan.dispatch.v1.CallService/GetCall} with {@code application/json}, by the
 * Connect protocol; server streams with {@code application/connect+json}. Calls go to the same handlers through the same
 * pipeline, over a gRPC connection inside the process.
 */
public final class JsonEdge implements AutoCloseable {
    private static final long LARGEST_BODY = 4L << 20;
    private static final int BODY_TOO_BIG = 413;

    private final List<RpcService> services;
    private final JsonMessages messages;
    private final Server server;
    private final Channel channel;

    public JsonEdge(List<RpcService> services, RpcPipeline pipeline) throws IOException {
        String name = "json-" + UUID.randomUUID();
        InProcessServerBuilder builder =
                InProcessServerBuilder.forName(name).directExecutor().intercept(pipeline);
        services.forEach(service -> builder.addService(service.bindService()));
        this.services = services;
        this.messages = new JsonMessages(services);
        this.server = builder.build().start();
        this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    /** Adds a route for each RPC. */
    public void mount(Router router) {
        for (RpcService service : services) {
            for (ServerMethodDefinition<?, ?> method : service.bindService().getMethods()) {
                MethodDescriptor<?, ?> descriptor = method.getMethodDescriptor();
                router.post("/" + descriptor.getFullMethodName())
                        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                        .handler(context -> serve(context, GeneratedMethods.typed(descriptor)))
                        .failureHandler(context -> fail(context, descriptor));
            }
        }
        router.postWithRegex("/qipan\\..*").last().handler(JsonEdge::refuseUnknown);
    }

    /** After all others: a POST to something that looks like a method of ours and is none. */
    private static void refuseUnknown(RoutingContext context) {
        String method = context.normalizedPath().substring(1);
        ConnectError error = ConnectError.of(UnknownMethods.refusal(method));
        context.response()
                .setStatusCode(error.httpStatus())
                .putHeader("content-type", "application/json")
                .end(error.body().encode());
    }

    private void serve(RoutingContext context, MethodDescriptor<Message, Message> method) {
        boolean streaming = method.getType() != MethodType.UNARY;
        JsonReply reply = streaming ? new JsonStreamReply(context, messages) : new JsonUnaryReply(context, messages);
        Message request;
        try {
            request = messages.read(reply.requestText(), prototype(method));
        } catch (InvalidProtocolBufferException e) {
            StatusRuntimeException refused = Statuses.of(Refusal.of(
                    Reason.MALFORMED_MESSAGE, "The body is not a " + nameOf(method) + " in JSON: " + e.getMessage()));
            reply.onClose(refused.getStatus(), orEmpty(refused.getTrailers()));
            return;
        }
        ClientCall<Message, Message> call = channel.newCall(method, options(context));
        context.response().closeHandler(nothing -> call.cancel("The HTTP connection was closed", null));
        reply.whenWritable(() -> call.request(1));
        call.start(reply, headers(context));
        call.request(streaming ? 1 : 2);
        call.sendMessage(request);
        call.halfClose();
    }

    /** What fails before or beside the call: a body that is too big, a fault of ours. */
    private void fail(RoutingContext context, MethodDescriptor<?, ?> method) {
        StatusRuntimeException refused = context.statusCode() == BODY_TOO_BIG
                ? Statuses.of(
                        Refusal.of(Reason.MALFORMED_MESSAGE, "The body is larger than " + LARGEST_BODY + " bytes."))
                : Statuses.of(Objects.requireNonNullElseGet(
                        context.failure(), () -> new IllegalStateException("HTTP status " + context.statusCode())));
        boolean streaming = method.getType() != MethodType.UNARY;
        JsonReply reply = streaming ? new JsonStreamReply(context, messages) : new JsonUnaryReply(context, messages);
        reply.onClose(refused.getStatus(), orEmpty(refused.getTrailers()));
    }

    private static Message prototype(MethodDescriptor<Message, Message> method) {
        return Objects.requireNonNull(
                ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
    }

    private static String nameOf(MethodDescriptor<Message, Message> method) {
        return prototype(method).getDescriptorForType().getFullName();
    }

    private static Metadata orEmpty(@org.jspecify.annotations.Nullable Metadata trailers) {
        return trailers == null ? new Metadata() : trailers;
    }

    private static CallOptions options(RoutingContext context) {
        String timeout = context.request().getHeader("connect-timeout-ms");
        if (timeout == null || !timeout.matches("[0-9]{1,10}")) {
            return CallOptions.DEFAULT;
        }
        return CallOptions.DEFAULT.withDeadlineAfter(Long.parseLong(timeout), TimeUnit.MILLISECONDS);
    }

    private static Metadata headers(RoutingContext context) {
        Metadata headers = new Metadata();
        for (String name : List.of("authorization", "traceparent")) {
            String value = context.request().getHeader(name);
            if (value != null) {
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
            }
        }
        return headers;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
