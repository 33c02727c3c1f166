package io.qipan.runtime.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Certificates of an authority that exists for a test, made by the JDK's keytool. */
final class TestCertificates {
    private static final String PASSWORD = "a-test-only";
    private static final Duration READ_EVERY = Duration.ofMillis(100);

    private final Path folder;
    private final Path store;

    TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
        write("ca", "ca");
    }

    /** Makes a certificate with this DNS name. */
    TestCertificates with(String name) {
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-signer", "ca", "-ext", "san=dns:" + name);
        write(name, name);
        return this;
    }

    Path trusted() {
        return folder.resolve("ca.crt");
    }

    /** As a service has it that has this certificate and trusts this authority. */
    Certificates of(String name) {
        return of(name, trusted());
    }

    Certificates of(String name, Path trusted) {
        return new Certificates(
                folder.resolve(name + ".crt"),
                folder.resolve(name + ".key"),
                trusted,
                Set.of("dispatch-service", "patrol-service"),
                READ_EVERY);
    }

    /** Puts another's certificate and key where a service reads its own. */
    void replace(String name, String by) {
        for (String kind : List.of(".key", ".crt")) {
            try {
                Files.copy(folder.resolve(by + kind), folder.resolve(name + kind), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void keytool(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " said " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void write(String alias, String file) {
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            Key key = keys.getKey(alias, PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate(alias);
            Files.writeString(folder.resolve(file + ".key"), pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(folder.resolve(file + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String title, byte[] encoded) {
        return "-----BEGIN " + title + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                + title + "-----\n";
    }
}
