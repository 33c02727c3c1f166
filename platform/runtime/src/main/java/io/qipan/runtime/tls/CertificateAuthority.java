package io.qipan.runtime.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An authority of one's own and what it signs, as files of one folder that only its owner may read: {@code ca.crt}, and
 * of each name {@code NAME.crt} and {@code NAME.key}, as PEM and PKCS #8. For one machine, and for tests; made by the
 * keytool of a JDK. A service never makes certificates.
 */
public final class CertificateAuthority {
    private static final String CA = "ca";
    private static final int PASSWORD_BYTES = 24;
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    private final Path folder;
    private final Path store;
    private final Path passwordFile;

    /** Of a folder that need not hold one yet; see {@link #in}. */
    public CertificateAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
        this.passwordFile = folder.resolve("store.password");
    }

    /** The authority of a folder; makes both when they are not there. One process at a time. */
    public static CertificateAuthority in(Path folder) {
        CertificateAuthority authority = new CertificateAuthority(folder);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            if (!Files.exists(authority.passwordFile)) {
                authority.write(authority.passwordFile, HexFormat.of().formatHex(random()));
            }
            if (authority.read(CA).isEmpty()) {
                authority.keytool(
                        AUTHORITY_LIFE,
                        "-genkeypair",
                        "-alias",
                        CA,
                        "-dname",
                        "CN=ca " + HexFormat.of().formatHex(random(), 0, 4),
                        "-ext",
                        "bc:c",
                        "-ext",
                        "ku:c=keyCertSign,cRLSign");
            }
            authority.export(CA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return authority;
    }

    private static byte[] random() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }

    /** Whoever trusts this trusts what the authority has signed. */
    public Path trusted() {
        return certificate(CA);
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /**
     * Signs a new certificate, with a new key, in place of what there is of this name.
     *
     * @param life in whole days
     * @param addresses under which the bearer is reached too, as IP addresses
     */
    public CertificateAuthority issue(String name, Duration life, String... addresses) {
        forget(name);
        StringBuilder names = new StringBuilder("san=dns:" + name);
        for (String address : addresses) {
            names.append(",ip:").append(address);
        }
        keytool(life, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-signer", CA, "-ext", names.toString());
        export(name);
        return this;
    }

    /**
     * Until when the certificate of this name is valid; empty if there is none, or its files do not have it and its key, because
     * whoever renewed it was ended before they were written.
     */
    public Optional<Instant> endsAt(String name) {
        return read(name)
                .filter(issued -> holds(certificate(name), certificatePem(issued)) && holds(key(name), keyPem(issued)))
                .map(issued -> issued.certificate().getNotAfter().toInstant());
    }

    private boolean holds(Path file, String content) {
        try {
            return Files.exists(file) && text(file).equals(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        // What is not text at all is not what was written either.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** What the keystore holds of a name. */
    private record Issued(X509Certificate certificate, byte[] key) {}

    private static String certificatePem(Issued issued) {
        try {
            return pem("CERTIFICATE", issued.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keyPem(Issued issued) {
        return pem("PRIVATE KEY", issued.key());
    }

    private Optional<Issued> read(String name) {
        if (!Files.exists(store)) {
            return Optional.empty();
        }
        try {
            KeyStore keys = load();
            return keys.getCertificate(name) instanceof X509Certificate certificate
                    ? Optional.of(new Issued(
                            certificate, keys.getKey(name, password()).getEncoded()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private void forget(String name) {
        try {
            KeyStore keys = load();
            if (!keys.containsAlias(name)) {
                return;
            }
            keys.deleteEntry(name);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            keys.store(bytes, password());
            write(store, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, password());
            return keys;
        }
    }

    private char[] password() throws IOException {
        return Files.readString(passwordFile).toCharArray();
    }

    private IllegalStateException unreadable(GeneralSecurityException cause) {
        return new IllegalStateException(store + " is no store of keys, or not by " + passwordFile, cause);
    }

    private void export(String name) {
        try {
            Issued issued = read(name).orElseThrow(() -> new IllegalStateException("No certificate of " + name));
            write(key(name), keyPem(issued));
            write(certificate(name), certificatePem(issued));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(
                folder,
                ".fresh",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Path ignored = Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void keytool(Duration life, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", String.valueOf(life.toDays())));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass:file", passwordFile.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " said " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Certificates are made by the keytool of a JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.getFirst() + " ran", e);
        }
    }

    private static String pem(String title, byte[] encoded) {
        return "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + title
                + "-----\n";
    }
}
