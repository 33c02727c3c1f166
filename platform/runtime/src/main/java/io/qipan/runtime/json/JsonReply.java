package io.qipan.runtime.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes what an RPC answers to the HTTP response. */
abstract class JsonReply extends ClientCall.Listener<Message> {
    private static final long TIME_TO_FINISH_MS = 10_000;

    private final RoutingContext context;
    private final AtomicBoolean closed = new AtomicBoolean();

    JsonReply(RoutingContext context) {
        this.context = context;
    }

    @Override
    public final void onClose(Status status, Metadata trailers) {
        if (!closed.compareAndSet(false, true) || context.response().closed()) {
            return;
        }
        end(status, trailers);
        if (!context.request().isEnded()) {
            hangUp();
        }
    }

    /** Writes how the call ended, once. */
    abstract void end(Status status, Metadata trailers);

    /** Whoever goes on sending what was answered before it was complete may do so for a while, so that it sees the answer. */
    private void hangUp() {
        HttpServerRequest request = context.request();
        long timer = context.vertx()
                .setTimer(TIME_TO_FINISH_MS, tooLate -> request.connection().close());
        try {
            request.endHandler(done -> context.vertx().cancelTimer(timer)).resume();
        } catch (IllegalStateException e) {
            // It has just become complete.
            context.vertx().cancelTimer(timer);
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    /** The request message as JSON. */
    abstract String requestText() throws InvalidProtocolBufferException;

    /** The text of these bytes; what is not UTF-8 is refused, because replaced it would be another text. */
    static String text(byte[] utf8) throws InvalidProtocolBufferException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException("it is not UTF-8", e);
        }
    }

    /** What to do when the response can take another message. */
    abstract void whenWritable(Runnable more);
}
