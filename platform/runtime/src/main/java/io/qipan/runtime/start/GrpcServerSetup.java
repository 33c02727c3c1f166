package io.qipan.runtime.start;

import io.qipan.runtime.rpc.UnknownMethods;
import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;

/** What Quarkus has no setting for. */
@Singleton
public class GrpcServerSetup implements ServerBuilderCustomizer<VertxServerBuilder> {

    /**
     * What a client can send into one call before its handler asks for it; the rest waits with the client. By itself the
     * server would let this grow to 8 MiB for a client that sends much, on each of thousands of streams. Over a line with
     * 100 ms there and back it still lets 1.3 MB per second through.
     */
    private static final int WINDOW_BYTES = 128 << 10;

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        builder.fallbackHandlerRegistry(new UnknownMethods());
        builder.nettyBuilder().flowControlWindow(WINDOW_BYTES);
    }
}
