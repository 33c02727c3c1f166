package io.qipan.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service is told when it starts: where to listen, its database and keys; dispatch-service and ecology-service ask others. */
record ServiceEnvironment(Ports ports, Keys keys, StartMode mode) {

    private static final String BULK_CALLERS = "QIPAN_LIMIT_BULK_CALLERS";

    /** Of a board that is started as usual. */
    ServiceEnvironment(Ports ports, Keys keys) {
        this(ports, keys, StartMode.USUAL);
    }

    Map<String, String> of(Replica replica) {
        Service service = replica.service();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", Address.LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.http(replica).port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", Address.LOOPBACK);
        environment.put(
                "QUARKUS_MANAGEMENT_PORT",
                String.valueOf(ports.management(replica).port()));
        environment.put("QIPAN_GRPC_HOST", Address.LOOPBACK);
        environment.put("QIPAN_GRPC_PORT", String.valueOf(ports.grpc(replica).port()));
        environment.put("QIPAN_DB_HOST", Address.LOOPBACK);
        environment.put("QIPAN_DB_PORT", String.valueOf(ports.postgres()));
        environment.put("QIPAN_DB_NAME", service.shortName());
        environment.put("QIPAN_DB_USER", service.shortName());
        environment.put("QIPAN_DB_PASSWORD", keys.password(service.shortName()));
        environment.put("QIPAN_AUTH_PUBLIC_KEY_FILE", keys.publicKeyFile().toString());
        environment.put(
                BULK_CALLERS,
                System.getenv().getOrDefault(BULK_CALLERS, Tokens.LOCAL_OPERATOR + "," + Tokens.LOCAL_CONFIRMER));
        if (service != Service.PATROL) {
            environment.put("QIPAN_PERSONAL_KEYS_FILE", keys.personalKeysFile().toString());
            environment.put("QIPAN_PEER_PATROL_ADDRESS", replicasOf(Service.PATROL));
        }
        if (mode.tls()) {
            ServiceCertificates certificates = keys.certificates();
            environment.put("QIPAN_TLS_CERTIFICATE_FILE", path(certificates.certificate(service)));
            environment.put("QIPAN_TLS_KEY_FILE", path(certificates.key(service)));
            environment.put("QIPAN_TLS_TRUSTED_FILE", path(certificates.trusted()));
        } else if (service != Service.PATROL) {
            // A token would go before the certificate, so that nobody would be known by that.
            environment.put("QIPAN_PEER_TOKEN_FILE", path(keys.tokenFile(service)));
        }
        if (service == Service.DISPATCH) {
            environment.put(PartnerSetting.VARIABLE, partners().partners());
            environment.put("QIPAN_PEER_ECOLOGY_ADDRESS", replicasOf(Service.ECOLOGY));
        }
        if (service == Service.ECOLOGY) {
            environment.put("QIPAN_PEER_DISPATCH_ADDRESS", replicasOf(Service.DISPATCH));
        }
        return Map.copyOf(environment);
    }

    /** Where dispatch-service is told to look for partners. */
    PartnerSetting partners() {
        return PartnerSetting.of(System.getenv(), ports);
    }

    private static String path(Path file) {
        return file.toAbsolutePath().toString();
    }

    private String replicasOf(Service service) {
        return ports.grpcOfEach(service).stream().map(Address::toString).collect(Collectors.joining(","));
    }
}
