package io.qipan.runtime.rpc;

import io.grpc.Drainable;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A message that is not parsed yet, or not written yet. */
record RawMessage(InputStream stream) {
    static final MethodDescriptor.Marshaller<RawMessage> MARSHALLER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(RawMessage message) {
            return message.stream();
        }

        @Override
        public RawMessage parse(InputStream stream) {
            try {
                // What can drain itself is a message of ours on its way out, and need not be written twice. What has
                // come in is
                // gone when this returns.
                return new RawMessage(
                        stream instanceof Drainable ? stream : new ByteArrayInputStream(stream.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };
}
