package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The keys of one checkout: made once, kept for good, readable by their owner only. */
public final class Keys {

    private static final int PASSWORD_BYTES = 24;

    private final Path folder;

    public Keys(Path folder) {
        this.folder = folder;
    }

    /** The key the services check tokens with, as PEM. */
    Path publicKeyFile() {
        return folder.resolve("public.pem");
    }

    Path tokenFile(Service service) {
        return folder.resolve(service.processName() + ".token");
    }

    /** The password of a database role, made up when first asked for. */
    public String password(String role) {
        Path file = folder.resolve(role + ".password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                Secrets.write(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that lock personal data. Each month has one of its own, so that it can be erased as a whole. */
    public Path personalKeysFile() {
        return folder.resolve("personal.keys");
    }

    /** By which services know each other when a board is started with TLS. */
    ServiceCertificates certificates() {
        return new ServiceCertificates(folder.resolve("tls"));
    }

    /** What stands in that file. */
    public PersonalKeyFile personalKeys() {
        return new PersonalKeyFile(personalKeysFile());
    }

    /** The key that signs tokens; makes the pair when there is none. */
    PrivateKey signingKey() {
        Path file = folder.resolve("private.pem");
        try {
            if (!Files.exists(file) || !Files.exists(publicKeyFile())) {
                makePair(file);
            }
            return readPrivateKey(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UserError(
                    file + " is not a key that can be read. Remove it, and ./qipan up makes a new pair.", e);
        }
    }

    boolean exist() {
        return Files.exists(publicKeyFile());
    }

    private void makePair(Path privateKeyFile) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Secrets.write(privateKeyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Secrets.write(publicKeyFile(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static PrivateKey readPrivateKey(Path file) throws IOException, GeneralSecurityException {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static String pem(String title, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n";
    }
}
