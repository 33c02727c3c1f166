package io.qipan.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a {@code @QuarkusTest} an empty database, which the service migrates itself, and a key for {@link TestTokens}. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable String database;
    private @Nullable Path keyFile;

    @Override
    public Map<String, String> start() {
        database = Databases.create(List.of());
        try {
            keyFile = Files.createTempFile("qipan-test-", ".pem");
            Files.writeString(keyFile, TestTokens.publicKeyPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>(Map.of(
                "qipan.db.host",
                EmbeddedServer.HOST,
                "qipan.db.port",
                Integer.toString(EmbeddedServer.port()),
                "qipan.db.name",
                database,
                "qipan.db.user",
                EmbeddedServer.USER,
                "qipan.db.password",
                EmbeddedServer.PASSWORD,
                "qipan.auth.issuer",
                TestTokens.ISSUER,
                "qipan.auth.public-key-file",
                keyFile.toString(),
                "quarkus.http.test-port",
                "0",
                "quarkus.http.port",
                "0",
                "qipan.grpc.port",
                "0"));
        settings.put("quarkus.management.test-port", "0");
        settings.put("quarkus.management.port", "0");
        settings.put("qipan.personal.keys-file", TestKeys.file().toString());
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) {
            Databases.drop(database);
        }
        try {
            if (keyFile != null) {
                Files.deleteIfExists(keyFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
