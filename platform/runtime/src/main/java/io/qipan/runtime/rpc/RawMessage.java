package io.qipan.runtime.rpc;

import io.grpc.Drainable;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A message that is not parsed yet, or not written yet.
 *
 * @param size in bytes, uncompressed
 */
record RawMessage(InputStream stream, int size) {
    /** Of a message that grew beyond what the transport takes while it was unpacked. */
    private static final int IMMENSE = Integer.MAX_VALUE;

    static final MethodDescriptor.Marshaller<RawMessage> MARSHALLER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(RawMessage message) {
            return message.stream();
        }

        @Override
        public RawMessage parse(InputStream stream) {
            // What can drain itself is a message of this process, and need not be written twice. What has come in is
            // gone when this returns.
            return stream instanceof Drainable ? known(stream) : read(stream);
        }
    };

    private static RawMessage known(InputStream stream) {
        try {
            return new RawMessage(stream, stream.available());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawMessage read(InputStream stream) {
        try {
            byte[] bytes = stream.readAllBytes();
            return new RawMessage(new ByteArrayInputStream(bytes), bytes.length);
        } catch (StatusRuntimeException e) {
            return new RawMessage(InputStream.nullInputStream(), IMMENSE);
        } catch (IOException e) {
            return new RawMessage(broken(e), 0);
        }
    }

    /** What cannot be unpacked is refused by the parser, with the reason that it has for all else. */
    private static InputStream broken(IOException cause) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw cause;
            }
        };
    }
}
