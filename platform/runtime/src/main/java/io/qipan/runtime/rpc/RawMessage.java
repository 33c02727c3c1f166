package io.qipan.runtime.rpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A message's bytes as they stand on the wire. The Vert.x transport takes only streams that can drain themselves. */
final class RawMessage extends ByteArrayInputStream implements Drainable, KnownLength {
    static final MethodDescriptor.Marshaller<RawMessage> MARSHALLER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(RawMessage message) {
            return message;
        }

        @Override
        public RawMessage parse(InputStream stream) {
            try {
                return new RawMessage(stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private RawMessage(byte[] bytes) {
        super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        return (int) transferTo(target);
    }
}
