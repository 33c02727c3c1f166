package io.qipan.runtime.start;

import io.qipan.runtime.rpc.RpcServer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether gRPC calls are taken: after the rest of the service has started, and until it goes down. */
@Readiness
@Singleton
public class RpcServing implements HealthCheck {
    private final RpcServer server;

    public RpcServing(RpcServer server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gRPC").status(server.isServing()).build();
    }
}
