package io.qipan.dispatch;

import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.of(
                "calls", CallServiceGrpc.getGetCallMethod(),
                "incidents", IncidentServiceGrpc.getGetIncidentMethod(),
                "orders", OrderServiceGrpc.getGetOrderMethod()));
    }
}
