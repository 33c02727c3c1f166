package io.qipan.runtime.peer;

import io.qipan.runtime.tls.Security;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By what other services know this one: a token, or the certificate of its connection, or both; then the token counts.
 *
 * @param tokenFile holds the token that names this service; read again when it changes
 */
public record PeerCredentials(Optional<Path> tokenFile, Security security) {

    /** By a token alone. */
    public static PeerCredentials token(Path file) {
        return new PeerCredentials(Optional.of(file), Security.NONE);
    }
}
