package io.qipan.launcher;

import com.sun.net.httpserver.HttpServer;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Stands in for a service that has a database with a journal, and answers how far that goes. */
final class JournalingService extends JournalServiceGrpc.JournalServiceImplBase {

    static final String MIGRATION = "2026112101";

    private static final int ATTEMPTS = 12;

    private final DatabaseAccess database;

    private JournalingService(DatabaseAccess database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        String name = System.getenv("QIPAN_DB_NAME");
        DatabaseAccess database = new DatabaseAccess(
                Address.local(number("QIPAN_DB_PORT")), name, name, System.getenv("QIPAN_DB_PASSWORD"));
        migrate(database);
        NettyServerBuilder.forAddress(new InetSocketAddress(Address.LOOPBACK, number("QIPAN_GRPC_PORT")))
                .addService(new JournalingService(database))
                .build()
                .start();
        HttpServer health =
                HttpServer.create(new InetSocketAddress(Address.LOOPBACK, number("QUARKUS_MANAGEMENT_PORT")), 0);
        health.createContext("/q/health/ready", exchange -> {
            byte[] body = "{\"status\":\"UP\",\"checks\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        health.start();
    }

    private static int number(String variable) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, "0"));
    }

    private static void migrate(DatabaseAccess database) throws SQLException {
        try (Connection connection = patiently(database);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists flyway_schema_history (
                        installed_rank integer primary key, version text, success boolean);
                    insert into flyway_schema_history values (1, '%s', true) on conflict do nothing;
                    create table if not exists feed_head (
                        only_one boolean primary key default true, source uuid not null default gen_random_uuid(),
                        revision bigint not null default 0, hash bytea not null default '\\x');
                    insert into feed_head default values on conflict do nothing;
                    create table if not exists note (revision bigint primary key, words text not null);
                    create table if not exists evidence (sha256 text not null);
                    """.formatted(MIGRATION));
        }
    }

    /** Several of these start at once, each with a cold JVM. */
    private static Connection patiently(DatabaseAccess database) throws SQLException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return database.connect();
            } catch (SQLException e) {
                System.out.println(e.getMessage());
            }
        }
        return database.connect();
    }

    @Override
    public void verifyChain(VerifyChainRequest request, StreamObserver<VerifyChainResponse> observer) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery(
                        "select revision, encode(hash, 'hex'), (select count(*) from note) from feed_head")) {
            head.next();
            long asked = Math.max(1, request.getFromRevision());
            boolean gap = head.getLong(1) != head.getLong(3);
            observer.onNext(VerifyChainResponse.newBuilder()
                    .setVerifiedCount(Math.max(0, head.getLong(1) - asked + 1))
                    .setFirstBrokenRevision(gap ? 1 : 0)
                    .setHeadRevision(head.getLong(1))
                    .setLastRevision(head.getLong(1))
                    .setLastHash(head.getString(2))
                    .build());
            observer.onCompleted();
        } catch (SQLException e) {
            observer.onError(e);
        }
    }

    /** Puts runnable jars where the build would have put the services', and a migration in each. */
    static void install(Workspace workspace) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, JournalingService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri())
                        .map(URI::toString)
                        .collect(Collectors.joining(" ")));
        for (Service service : Service.values()) {
            Path folder = Files.createDirectories(workspace.built(service).resolve("app"));
            new JarOutputStream(Files.newOutputStream(folder.resolveSibling("quarkus-run.jar")), manifest).close();
            know(folder.resolve("qipan-" + service.processName() + ".jar"), MIGRATION);
        }
    }

    static void know(Path jar, String migration) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("db/runtime/V" + migration + "__runtime.sql"));
        }
    }
}
