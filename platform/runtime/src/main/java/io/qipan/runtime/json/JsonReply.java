package io.qipan.runtime.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.ClientCall;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Writes what an RPC answers to the HTTP response. */
abstract class JsonReply extends ClientCall.Listener<Message> {

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
