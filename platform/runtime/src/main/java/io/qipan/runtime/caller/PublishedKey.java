package io.qipan.runtime.caller;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A public key of an issuer.
 *
 * @param id by which tokens name it; a key from a PEM file has none, and may have signed any token
 */
record PublishedKey(Optional<String> id, PublicKey key) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int MOST = 100;

    /** Reads PEM, or a JSON Web Key Set (RFC 7517), whatever else is in it. An empty set says that no key holds; an empty text says nothing. */
    static List<PublishedKey> read(String text) throws JoseException {
        boolean isSet = text.strip().startsWith("{");
        List<PublishedKey> keys = isSet ? fromSet(text) : fromPem(text);
        if ((keys.isEmpty() && !isSet) || keys.size() > MOST) {
            throw new IllegalArgumentException(keys.size() + " public keys, and from 1 to " + MOST + " are taken");
        }
        return keys;
    }

    private static List<PublishedKey> fromSet(String json) throws JoseException {
        return new JsonWebKeySet(json)
                .getJsonWebKeys().stream()
                        .filter(key -> key instanceof PublicJsonWebKey && !Use.ENCRYPTION.equals(key.getUse()))
                        .map(key -> new PublishedKey(
                                Optional.ofNullable(key.getKeyId()), ((PublicJsonWebKey) key).getPublicKey()))
                        .toList();
    }

    private static List<PublishedKey> fromPem(String pem) {
        List<PublishedKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(pem);
        while (block.find()) {
            byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
            keys.add(new PublishedKey(Optional.empty(), decode(encoded)));
        }
        return keys;
    }

    private static PublicKey decode(byte[] encoded) {
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new IllegalArgumentException("one of the keys is neither EC nor RSA");
    }

    /** By the name of the key and the kind of signature; only the signature itself proves it. */
    boolean mayHaveSigned(JsonWebSignature token) {
        String named = token.getKeyIdHeaderValue();
        boolean sameName = named == null || id.isEmpty() || id.get().equals(named);
        String kind = String.valueOf(token.getAlgorithmHeaderValue());
        boolean sameKind = key instanceof ECPublicKey
                ? kind.startsWith("ES")
                : key instanceof RSAPublicKey && (kind.startsWith("RS") || kind.startsWith("PS"));
        return sameName && sameKind;
    }
}
