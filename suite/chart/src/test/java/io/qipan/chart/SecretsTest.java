package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.launcher.Qipan;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.city.Wuhai;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./qipan secrets} makes what the chart refers to. */
class SecretsTest {

    @TempDir
    Path checkout = Path.of("");

    @Test
    void everySecretOfATrialIsMade() {
        // Given
        Set<String> needed = new TreeSet<>();
        Chart.defaults()
                .workloads()
                .map(workload -> workload.at("/spec/template/spec"))
                .flatMap(SecretsTest::references)
                .forEach(needed::add);

        // When
        JsonNode list = secrets("--release", Chart.RELEASE);

        // Then
        Set<String> made = new TreeSet<>();
        for (JsonNode secret : list.path("items")) {
            assertThat(secret.path("kind").asText()).isEqualTo("Secret");
            secret.path("stringData").properties().forEach(entry -> {
                assertThat(entry.getValue().asText()).isNotBlank();
                made.add(Release.nameOf(secret) + "/" + entry.getKey());
            });
        }
        assertThat(made).isEqualTo(needed).hasSize(11);
    }

    @Test
    void theyAreTheSameTheNextTime() {
        // Given
        JsonNode first = secrets();

        // When
        JsonNode second = secrets();

        // Then
        assertThat(second.at("/items/1")).isEqualTo(first.at("/items/1"));
        assertThat(second.at("/items/0/stringData/public.pem")).isEqualTo(first.at("/items/0/stringData/public.pem"));
    }

    @Test
    void aNameThatHelmDoesNotTakeIsRefused() {
        // Given
        StringWriter errors = new StringWriter();
        CommandLine command =
                Qipan.commandLine(new Workspace(checkout), new Wuhai()).setErr(new PrintWriter(errors));

        // When
        int code = command.execute("secrets", "--release", "Qipan!");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).contains("--release Qipan!");
    }

    private JsonNode secrets(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command =
                Qipan.commandLine(new Workspace(checkout), new Wuhai()).setOut(new PrintWriter(out));
        assertThat(command.execute(Stream.concat(Stream.of("secrets"), Stream.of(arguments))
                        .toArray(String[]::new)))
                .isZero();
        return Yaml.documents(out.toString()).getFirst();
    }

    /** Secrets that a Pod refers to, each with one of its keys: {@code name/key}. */
    private static Stream<String> references(JsonNode pod) {
        Stream<String> variables = pod.findParents("secretKeyRef").stream()
                .map(variable -> variable.path("secretKeyRef"))
                .map(secret ->
                        secret.path("name").asText() + "/" + secret.path("key").asText());
        Stream<String> files = Release.each(pod.path("volumes"))
                .filter(volume -> volume.has("secret"))
                .map(volume -> volume.path("secret"))
                .flatMap(secret -> Release.each(secret.path("items"))
                        .map(item -> secret.path("secretName").asText() + "/"
                                + item.path("key").asText()));
        return Stream.concat(variables, files);
    }
}
