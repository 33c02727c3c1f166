package io.qipan.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {

    @TempDir
    private Path folder;

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    @Test
    void aCertificateIsSignedByTheAuthorityAndNamesItsBearer() throws IOException, GeneralSecurityException {
        // Given
        CertificateAuthority authority = CertificateAuthority.in(folder);

        // When
        X509Certificate issued = read(authority
                .issue("patrol-service", Duration.ofDays(90), "127.0.0.1")
                .certificate("patrol-service"));

        // Then
        issued.verify(read(authority.trusted()).getPublicKey());
        assertThat(ServiceName.in(issued)).contains("patrol-service");
        assertThat(issued.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("patrol-service", "127.0.0.1");
        assertThat(authority.endsAt("patrol-service").orElseThrow())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(89)), Instant.now().plus(Duration.ofDays(91)));
        assertThat(authority.endsAt("dispatch-service")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crt", "key"})
    void whatWasRenewedAndNotWrittenOutIsNotThere(String lost) throws IOException {
        // Given
        CertificateAuthority authority = CertificateAuthority.in(folder).issue("patrol-service", Duration.ofDays(2));
        Path file = folder.resolve("patrol-service." + lost);
        byte[] before = Files.readAllBytes(file);
        CertificateAuthority renewed = authority.issue("patrol-service", Duration.ofDays(90));
        assertThat(renewed.endsAt("patrol-service")).isPresent();

        // When
        Files.write(file, before);

        // Then
        assertThat(renewed.endsAt("patrol-service")).isEmpty();
    }

    @Test
    void theAuthorityStaysAndOnlyItsOwnerReadsItsFiles() throws IOException {
        // Given
        CertificateAuthority first = CertificateAuthority.in(folder).issue("patrol-service", Duration.ofDays(2));
        String trusted = Files.readString(first.trusted());
        String before = Files.readString(first.certificate("patrol-service"));

        // When
        CertificateAuthority again = CertificateAuthority.in(folder).issue("patrol-service", Duration.ofDays(2));

        // Then
        assertThat(Files.readString(again.trusted())).isEqualTo(trusted);
        assertThat(Files.readString(again.certificate("patrol-service"))).isNotEqualTo(before);
        for (Path secret : List.of(again.key("patrol-service"), again.key("ca"), folder.resolve("store.password"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
