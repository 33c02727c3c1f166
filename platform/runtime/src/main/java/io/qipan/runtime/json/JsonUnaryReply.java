package io.qipan.runtime.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** One JSON object, or one error. */
final class JsonUnaryReply extends JsonReply {
    private final RoutingContext context;
    private final JsonMessages messages;
    private String answer = "{}";

    JsonUnaryReply(RoutingContext context, JsonMessages messages) {
        super(context);
        this.context = context;
        this.messages = messages;
    }

    @Override
    String requestText() throws InvalidProtocolBufferException {
        Buffer body = context.body().buffer();
        return body == null ? "" : text(body.getBytes());
    }

    @Override
    void whenWritable(Runnable more) {
        // One answer: there is no more to ask for.
    }

    @Override
    public void onMessage(Message message) {
        try {
            answer = messages.write(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    @Override
    void end(Status status, Metadata trailers) {
        if (status.isOk()) {
            context.response().putHeader("content-type", "application/json").end(answer);
        } else {
            ConnectError.of(status, trailers).answer(context.response());
        }
    }
}
