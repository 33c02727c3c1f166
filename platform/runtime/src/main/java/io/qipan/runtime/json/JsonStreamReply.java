package io.qipan.runtime.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A stream of enveloped JSON objects: one byte of flags, four of length, the text; flag 2 marks the end. */
final class JsonStreamReply extends JsonReply {
    private static final int ENVELOPE = 5;
    private static final byte END_OF_STREAM = 2;

    private final RoutingContext context;
    private final JsonMessages messages;
    private Runnable more = () -> {};

    JsonStreamReply(RoutingContext context, JsonMessages messages) {
        super(context);
        this.context = context;
        this.messages = messages;
        context.response().setChunked(true).putHeader("content-type", "application/connect+json");
    }

    @Override
    String requestText() throws InvalidProtocolBufferException {
        Buffer body = context.body().buffer();
        if (body == null) {
            return "";
        }
        boolean enveloped = body.length() >= ENVELOPE && body.getByte(0) == 0;
        return text(enveloped ? body.getBytes(ENVELOPE, body.length()) : body.getBytes());
    }

    @Override
    void whenWritable(Runnable ask) {
        more = ask;
        context.response().drainHandler(nothing -> more.run());
    }

    @Override
    public void onMessage(Message message) {
        try {
            write((byte) 0, messages.write(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
        if (!context.response().writeQueueFull()) {
            more.run();
        }
    }

    @Override
    void end(Status status, Metadata trailers) {
        JsonObject end = new JsonObject();
        if (!status.isOk()) {
            end.put("error", ConnectError.of(status, trailers).body());
        }
        write(END_OF_STREAM, end.encode());
        context.response().end();
    }

    private void write(byte flags, String json) {
        byte[] text = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        context.response()
                .write(Buffer.buffer().appendByte(flags).appendInt(text.length).appendBytes(text));
    }
}
