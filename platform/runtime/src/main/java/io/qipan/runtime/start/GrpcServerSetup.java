package io.qipan.runtime.start;

import io.qipan.runtime.rpc.UnknownMethods;
import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;

/** What Quarkus has no setting for. */
@Singleton
public class GrpcServerSetup implements ServerBuilderCustomizer<VertxServerBuilder> {

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        builder.fallbackHandlerRegistry(new UnknownMethods());
    }
}
