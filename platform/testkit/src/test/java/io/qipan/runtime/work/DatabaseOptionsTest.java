package io.qipan.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseOptionsTest {
    private static final Map<String, String> PLAIN =
            Map.of("qipan.db.name", "patrol", "qipan.db.user", "someone", "qipan.db.password", "something");

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    @Test
    void it_is_reached_as_the_primary_is() {
        // When
        PgConnectOptions options = DatabaseOptions.at("postgres-ro", 5433, config(PLAIN));

        // Then
        assertThat(options.getHost()).isEqualTo("postgres-ro");
        assertThat(options.getPort()).isEqualTo(5433);
        assertThat(options.getDatabase()).isEqualTo("patrol");
        assertThat(options.getUser()).isEqualTo("someone");
        assertThat(options.getPassword()).isEqualTo("something");
        assertThat(options.getSslMode()).isEqualTo(SslMode.DISABLE);
    }

    @Test
    void its_name_is_proved_where_the_primary_has_to_prove_its_own() {
        // Given
        Map<String, String> settings = new HashMap<>(PLAIN);
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
        settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        settings.put("quarkus.datasource.reactive.trust-certificate-pem.certs", "/etc/qipan/database/ca.crt");

        // When
        PgConnectOptions options = DatabaseOptions.at("postgres-ro", 5432, config(settings));

        // Then
        assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(((PemTrustOptions) options.getTrustOptions()).getCertPaths())
                .containsExactly("/etc/qipan/database/ca.crt");
    }
}
