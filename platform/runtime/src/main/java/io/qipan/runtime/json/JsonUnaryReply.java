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
    public void onClose(Status status, Metadata trailers) {
        if (context.response().closed()) {
            return;
        }
        context.response().putHeader("content-type", "application/json");
        if (status.isOk()) {
            context.response().end(answer);
        } else {
            ConnectError error = ConnectError.of(status, trailers);
            context.response()
                    .setStatusCode(error.httpStatus())
                    .end(error.body().encode());
        }
    }
}
