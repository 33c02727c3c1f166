package io.qipan.runtime.start;

import io.qipan.runtime.json.JsonEdge;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcService;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mounts the JSON edge on the HTTP router of the service. */
@Singleton
public class JsonEdgeStart {
    private final List<RpcService> services;
    private final RpcPipeline pipeline;
    private @Nullable JsonEdge edge;

    public JsonEdgeStart(@Any Instance<RpcService> services, RpcPipeline pipeline) {
        this.services = services.stream().toList();
        this.pipeline = pipeline;
    }

    void mount(@Observes Router router) throws IOException {
        edge = new JsonEdge(services, pipeline);
        edge.mount(router);
    }

    void stop(@Observes ShutdownEvent event) {
        if (edge != null) {
            edge.close();
        }
    }
}
