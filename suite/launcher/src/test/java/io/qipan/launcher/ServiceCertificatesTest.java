package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCertificatesTest {

    @TempDir
    Path folder = Path.of("");

    private Workspace workspace = new Workspace(folder);
    private ServiceCertificates certificates = ServiceCertificates.of(workspace);

    @BeforeEach
    void folders() {
        workspace = new Workspace(folder);
        workspace.createFolders();
        certificates = ServiceCertificates.of(workspace);
    }

    private String certificate(Service service) throws IOException {
        return Files.readString(certificates.certificate(service));
    }

    @Test
    void whatLastsStaysAndWhatEndsSoonIsMadeAnew() throws IOException {
        // Given
        certificates.ensure(Instant.now());
        String authority = Files.readString(certificates.trusted());
        String first = certificate(Service.PATROL);
        certificates.ensure(Instant.now().plus(Duration.ofDays(50)));
        assertThat(certificate(Service.PATROL)).isEqualTo(first);

        // When
        certificates.ensure(Instant.now().plus(Duration.ofDays(70)));

        // Then
        assertThat(certificate(Service.PATROL)).isNotEqualTo(first);
        assertThat(Files.readString(certificates.trusted())).isEqualTo(authority);
    }

    @Test
    void whatAnEarlierStartRenewedAndDidNotWriteOutIsMadeAnew() throws IOException {
        // Given
        certificates.ensure(Instant.now());
        String first = certificate(Service.PATROL);
        certificates.renew(Service.PATROL);
        Files.writeString(certificates.certificate(Service.PATROL), first);

        // When
        certificates.ensure(Instant.now());

        // Then
        assertThat(certificate(Service.PATROL)).isNotEqualTo(first);
        assertThat(new CertificateAuthority(workspace.keys().resolve("tls")).endsAt("patrol-service"))
                .isPresent();
    }

    @Test
    void aServiceWithTlsIsToldOfItsCertificateAndOfNoToken() {
        // Given
        Keys keys = new Keys(workspace.keys());
        ServiceEnvironment environment =
                new ServiceEnvironment(new Ports(Ports.DEFAULT_BASE), keys, new StartMode(true, false));

        // When
        Map<String, String> told = environment.of(new Replica(Service.DISPATCH, 1));

        // Then
        assertThat(told)
                .containsEntry(
                        "QIPAN_TLS_CERTIFICATE_FILE",
                        certificates.certificate(Service.DISPATCH).toString())
                .containsEntry(
                        "QIPAN_TLS_KEY_FILE", certificates.key(Service.DISPATCH).toString())
                .containsEntry("QIPAN_TLS_TRUSTED_FILE", certificates.trusted().toString())
                .doesNotContainKey("QIPAN_PEER_TOKEN_FILE");
    }

    @Test
    void withoutTlsItIsToldOfItsTokenAlone() {
        // Given
        ServiceEnvironment environment =
                new ServiceEnvironment(new Ports(Ports.DEFAULT_BASE), new Keys(workspace.keys()));

        // When
        Map<String, String> told = environment.of(new Replica(Service.DISPATCH, 1));

        // Then
        assertThat(told)
                .containsKey("QIPAN_PEER_TOKEN_FILE")
                .doesNotContainKeys("QIPAN_TLS_CERTIFICATE_FILE", "QIPAN_TLS_KEY_FILE", "QIPAN_TLS_TRUSTED_FILE");
    }
}
