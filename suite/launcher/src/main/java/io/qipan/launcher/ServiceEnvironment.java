package io.qipan.launcher;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a service is told when it starts: where to listen, its database, its peers and its keys. */
record ServiceEnvironment(Ports ports, Keys keys) {

    Map<String, String> of(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", Address.LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.http(service).port()));
        environment.put("QUARKUS_GRPC_SERVER_HOST", Address.LOOPBACK);
        environment.put(
                "QUARKUS_GRPC_SERVER_PORT", String.valueOf(ports.grpc(service).port()));
        environment.put("QIPAN_DB_HOST", Address.LOOPBACK);
        environment.put("QIPAN_DB_PORT", String.valueOf(ports.postgres()));
        environment.put("QIPAN_DB_NAME", service.shortName());
        environment.put("QIPAN_DB_USER", service.shortName());
        environment.put("QIPAN_DB_PASSWORD", keys.password(service.shortName()));
        environment.put("QIPAN_AUTH_PUBLIC_KEY_FILE", keys.publicKeyFile().toString());
        environment.put("QIPAN_PEER_TOKEN_FILE", keys.tokenFile(service).toString());
        for (Service peer : Service.values()) {
            if (peer != service) {
                environment.put(
                        "QIPAN_PEER_" + peer.shortName().toUpperCase(Locale.ROOT) + "_ADDRESS",
                        ports.grpc(peer).toString());
            }
        }
        return Map.copyOf(environment);
    }
}
