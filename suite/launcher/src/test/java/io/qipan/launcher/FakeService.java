package io.qipan.launcher;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for a service: answers health on its management port. A file {@code <database>.fails} in the checkout makes it end at
 * once, {@code <database>.waits} keeps it from being ready.
 */
final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        String name = environment.getOrDefault("QIPAN_DB_NAME", "");
        if (Files.exists(Path.of(name + ".fails"))) {
            System.out.println("The migration of " + name + " failed.");
            System.exit(1);
        }
        int port = Integer.parseInt(environment.getOrDefault("QUARKUS_MANAGEMENT_PORT", "0"));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(environment.getOrDefault("QUARKUS_MANAGEMENT_HOST", ""), port), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, Files.exists(Path.of(name + ".waits"))));
        server.start();
    }

    private static void answer(HttpExchange exchange, boolean waits) throws IOException {
        String status = waits ? "DOWN" : "UP";
        String body = """
                {"status":"%s","checks":[{"name":"database","status":"%s"},{"name":"feed","status":"UP"}]}""".formatted(status, status);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(waits ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Puts a runnable jar where the build would have put the service's. */
    static void install(Workspace workspace) throws IOException {
        Manifest manifest = manifest();
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        FakeService.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString());
        for (Service service : Service.values()) {
            jar(workspace, service, manifest).close();
        }
    }

    /** The same with its class in the jar, as a service has it: the JVM learns nothing of classes in folders. */
    static void installWhole(Workspace workspace) throws IOException {
        String name = FakeService.class.getName().replace('.', '/') + ".class";
        for (Service service : Service.values()) {
            try (JarOutputStream jar = jar(workspace, service, manifest());
                    InputStream code = requireNonNull(FakeService.class.getResourceAsStream("/" + name))) {
                jar.putNextEntry(new JarEntry(name));
                code.transferTo(jar);
            }
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        return manifest;
    }

    private static JarOutputStream jar(Workspace workspace, Service service, Manifest manifest) throws IOException {
        Path jar = workspace.built(service).resolve("quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        return new JarOutputStream(Files.newOutputStream(jar), manifest);
    }
}
