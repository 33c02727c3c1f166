package io.qipan.dispatch;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The other services are where nobody listens; our own token is there. */
public final class NobodyElse implements QuarkusTestResourceLifecycleManager {
    /** Port 1, tcpmux: privileged, and not in use on any machine of this century. */
    private static final String NOWHERE = "127.0.0.1:1";

    private @Nullable Path token;

    @Override
    public Map<String, String> start() {
        try {
            token = Files.createTempFile("qipan-test-", ".token");
            Files.writeString(token, TestTokens.mint("service:dispatch", Role.SERVICE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "qipan.peer.patrol.address",
                NOWHERE,
                "qipan.peer.ecology.address",
                NOWHERE,
                "qipan.peer.token-file",
                token.toString());
    }

    @Override
    public void stop() {
        try {
            if (token != null) {
                Files.deleteIfExists(token);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
