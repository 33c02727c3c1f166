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
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Origins;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.TrustedProxies;
import io.qipan.runtime.rpc.UnknownMethods;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every RPC as JSON over plain HTTP: {@code POST /qipan.dispatch.v1.CallService/GetCall} with {@code application/json}, by the
 * Connect protocol; server streams with {@code application/connect+json}. Calls go to the same handlers through the same
 * pipeline, over a gRPC connection inside the process.
 */
public final class JsonEdge implements AutoCloseable {
    private static final int BODY_TOO_BIG = 413;
    private static final String RPC = "/qipan\\..*";
    private static final String BEGUN = "qipan.begun";

    /** A call whose headers are through the pipeline, and whose message is still to come. */
    private record Begun(
            ClientCall<Message, Message> call, JsonReply reply, MethodDescriptor<Message, Message> method) {}

    private final Map<String, MethodDescriptor<?, ?>> bound;
    /** As they are first asked for: most of them never are, and a start need not wait for them. */
    private final Map<String, MethodDescriptor<Message, Message>> asked = new ConcurrentHashMap<>();

    private final JsonMessages messages;
    private final int largestBody;
    private final Server server;
    private final Channel channel;

    public JsonEdge(List<RpcService> services, RpcPipeline pipeline) throws IOException {
        String name = "json-" + UUID.randomUUID();
        InProcessServerBuilder builder =
                InProcessServerBuilder.forName(name).directExecutor().intercept(pipeline);
        List<ServerServiceDefinition> definitions =
                services.stream().map(RpcService::bindService).toList();
        definitions.forEach(builder::addService);
        this.bound = definitions.stream()
                .flatMap(definition -> definition.getMethods().stream())
                .map(ServerMethodDefinition::getMethodDescriptor)
                .collect(Collectors.toMap(MethodDescriptor::getFullMethodName, Function.identity()));
        this.messages = new JsonMessages(definitions);
        this.largestBody = pipeline.messageBytes();
        this.server = builder.build().start();
        this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    /** Adds one route for all RPCs: a router asks its routes one after the other. */
    public void mount(Router router) {
        router.postWithRegex(RPC).handler(this::begin).failureHandler(this::fail);
        router.postWithRegex(RPC)
                .handler(BodyHandler.create(false).setBodyLimit(largestBody))
                .handler(this::send)
                .failureHandler(this::fail);
    }

    /** Before the body is read: who is refused need not be listened to, and who dawdles is held to the limits of the call. */
    private void begin(RoutingContext context) {
        Optional<MethodDescriptor<Message, Message>> named = method(context);
        if (named.isEmpty()) {
            ConnectError.of(UnknownMethods.refusal(nameIn(context))).answer(context.response());
            return;
        }
        MethodDescriptor<Message, Message> method = named.get();
        JsonReply reply = reply(context, method);
        ClientCall<Message, Message> call = channel.newCall(method, options(context));
        context.response().closeHandler(nothing -> call.cancel("The HTTP connection was closed", null));
        reply.whenWritable(() -> call.request(1));
        call.start(reply, headers(context));
        call.request(method.getType() == MethodType.UNARY ? 2 : 1);
        if (!reply.isClosed()) {
            context.put(BEGUN, new Begun(call, reply, method));
            context.next();
        }
    }

    private Optional<MethodDescriptor<Message, Message>> method(RoutingContext context) {
        return Optional.ofNullable(bound.get(nameIn(context)))
                .map(method ->
                        asked.computeIfAbsent(method.getFullMethodName(), name -> GeneratedMethods.typed(method)));
    }

    private static String nameIn(RoutingContext context) {
        return context.normalizedPath().substring(1);
    }

    private void send(RoutingContext context) {
        Begun begun = Objects.requireNonNull(context.<Begun>get(BEGUN));
        try {
            Message request = messages.read(begun.reply().requestText(), prototype(begun.method()));
            begun.call().sendMessage(request);
            begun.call().halfClose();
        } catch (InvalidProtocolBufferException e) {
            refuse(
                    begun,
                    Statuses.of(Refusal.of(
                            Reason.MALFORMED_MESSAGE,
                            "The body is not a " + nameOf(begun.method()) + " in JSON: " + e.getMessage())));
        }
    }

    private static void refuse(Begun begun, StatusRuntimeException refused) {
        begun.reply().onClose(refused.getStatus(), orEmpty(refused.getTrailers()));
        begun.call().cancel("Refused before it was sent", null);
    }

    /** What fails before or beside the call: a body that is too big, a fault of ours. */
    private void fail(RoutingContext context) {
        StatusRuntimeException refused = context.statusCode() == BODY_TOO_BIG
                ? Statuses.of(Refusal.of(
                                Reason.MALFORMED_MESSAGE,
                                "The body is larger than " + largestBody + " bytes. Send less at a time.")
                        .with("limit", Integer.toString(largestBody)))
                : Statuses.of(Objects.requireNonNullElseGet(
                        context.failure(), () -> new IllegalStateException("HTTP status " + context.statusCode())));
        Begun begun = context.get(BEGUN);
        if (begun == null) {
            // Only a method of ours gets as far as that.
            reply(context, Objects.requireNonNull(bound.get(nameIn(context))))
                    .onClose(refused.getStatus(), orEmpty(refused.getTrailers()));
        } else {
            refuse(begun, refused);
        }
    }

    private JsonReply reply(RoutingContext context, MethodDescriptor<?, ?> method) {
        return method.getType() == MethodType.UNARY
                ? new JsonUnaryReply(context, messages)
                : new JsonStreamReply(context, messages);
    }

    private static Message prototype(MethodDescriptor<Message, Message> method) {
        return Objects.requireNonNull(
                ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
    }

    private static String nameOf(MethodDescriptor<Message, Message> method) {
        return prototype(method).getDescriptorForType().getFullName();
    }

    private static Metadata orEmpty(@Nullable Metadata trailers) {
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
        for (String value : context.request().headers().getAll(TrustedProxies.FORWARDED_FOR.name())) {
            headers.put(TrustedProxies.FORWARDED_FOR, value);
        }
        if (context.request().remoteAddress() != null
                && context.request().remoteAddress().hostAddress() != null) {
            headers.put(Origins.HTTP_ADDRESS, context.request().remoteAddress().hostAddress());
        }
        return headers;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
