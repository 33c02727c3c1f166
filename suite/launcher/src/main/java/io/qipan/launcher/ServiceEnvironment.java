package io.qipan.launcher;

import java.util.HashMap;
import java.util.Map;

/** What a service is told when it starts: where to listen, its database and keys; dispatch-service and ecology-service ask others. */
record ServiceEnvironment(Ports ports, Keys keys) {

    Map<String, String> of(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", Address.LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.http(service).port()));
        environment.put("QIPAN_GRPC_HOST", Address.LOOPBACK);
        environment.put("QIPAN_GRPC_PORT", String.valueOf(ports.grpc(service).port()));
        environment.put("QIPAN_DB_HOST", Address.LOOPBACK);
        environment.put("QIPAN_DB_PORT", String.valueOf(ports.postgres()));
        environment.put("QIPAN_DB_NAME", service.shortName());
        environment.put("QIPAN_DB_USER", service.shortName());
        environment.put("QIPAN_DB_PASSWORD", keys.password(service.shortName()));
        environment.put("QIPAN_AUTH_PUBLIC_KEY_FILE", keys.publicKeyFile().toString());
        if (service != Service.PATROL) {
            environment.put("QIPAN_PEER_TOKEN_FILE", keys.tokenFile(service).toString());
            environment.put(
                    "QIPAN_PEER_PATROL_ADDRESS", ports.grpc(Service.PATROL).toString());
        }
        if (service == Service.DISPATCH) {
            environment.put(
                    "QIPAN_PEER_ECOLOGY_ADDRESS", ports.grpc(Service.ECOLOGY).toString());
        }
        return Map.copyOf(environment);
    }
}
