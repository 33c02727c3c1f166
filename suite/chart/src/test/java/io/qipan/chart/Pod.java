package io.qipan.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.launcher.Qipan;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.city.Wuhai;
import io.qipan.runtime.start.StartRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files and environment that a container of the chart finds, below a folder: of the Secrets those that
 * {@code ./qipan secrets} makes, and certificates of an authority made for the test.
 */
final class Pod {
    /** Where nobody listens; not one of the names of this machine from which keys may come over an open line. */
    private static final String NOBODY = "https://127.0.0.2:1/";

    private final Path folder;
    private final String service;
    private final Map<String, String> environment;

    private Pod(Path folder, String service, Map<String, String> environment) {
        this.folder = folder;
        this.service = service;
        this.environment = environment;
    }

    /** The Pod of a service, its volumes filled. */
    static Pod of(Release release, String service, Path folder, Map<String, String> secrets, Certificate certificate) {
        Map<String, String> contents = new HashMap<>(secrets);
        contents.put("tls.crt", certificate.certificate());
        contents.put("tls.key", certificate.key());
        contents.put("ca.crt", certificate.authority());
        JsonNode pod = release.one("Deployment", service).at("/spec/template/spec");
        Map<String, JsonNode> volumes = new HashMap<>();
        pod.path("volumes").forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            JsonNode volume = volumes.getOrDefault(mount.path("name").asText(), mount);
            for (JsonNode items : volume.findValues("items")) {
                for (JsonNode item : items) {
                    String key = item.path("key").asText();
                    write(
                            within(folder, mount.path("mountPath").asText())
                                    .resolve(item.path("path").asText()),
                            contents.getOrDefault(key, ""));
                }
            }
        }
        Map<String, String> environment = new LinkedHashMap<>();
        release.environment(service).forEach((name, value) -> environment.put(name, seenFromHere(folder, value)));
        return new Pod(folder, service, environment);
    }

    private static String seenFromHere(Path folder, String value) {
        return value.startsWith("/etc/qipan/")
                ? within(folder, value).toString()
                : value.replaceFirst("^https://[^/]+/", NOBODY);
    }

    private static Path within(Path folder, String place) {
        return folder.resolve(place.substring(1));
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ./qipan secrets} makes in a checkout, by key. */
    static Map<String, String> secrets(Path checkout) {
        StringWriter out = new StringWriter();
        int code = Qipan.commandLine(new Workspace(checkout), new Wuhai())
                .setOut(new PrintWriter(out))
                .execute("secrets");
        if (code != 0) {
            throw new AssertionError("./qipan secrets ended with " + code);
        }
        Map<String, String> contents = new HashMap<>();
        Yaml.documents(out.toString())
                .getFirst()
                .path("items")
                .forEach(secret -> secret.path("stringData")
                        .properties()
                        .forEach(entry ->
                                contents.put(entry.getKey(), entry.getValue().asText())));
        return contents;
    }

    /** The same one, told something more. */
    Pod with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, seenFromHere(folder, value));
        return new Pod(folder, service, more);
    }

    boolean callsOthers() {
        return environment.keySet().stream().anyMatch(name -> name.matches("QIPAN_PEER_.*_ADDRESS"));
    }

    /** What the service makes of it. */
    StartRules start() {
        return new StartRules(
                environment,
                Chart.CHECKOUT.resolve(service + "-service/src/main/resources/application.properties"),
                Chart.CHECKOUT.resolve("platform/runtime/src/main/resources/META-INF/microprofile-config.properties"));
    }
}
