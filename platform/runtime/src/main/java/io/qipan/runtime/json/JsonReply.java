package io.qipan.runtime.json;

import com.google.protobuf.Message;
import io.grpc.ClientCall;

/** Writes what an RPC answers to the HTTP response. */
abstract class JsonReply extends ClientCall.Listener<Message> {

    /** The request message as JSON. */
    abstract String requestText();

    /** What to do when the response can take another message. */
    abstract void whenWritable(Runnable more);
}
