package io.qipan.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "secrets",
        description = "Prints the Secrets that the chart in k8s refers to, made of the keys of this checkout.",
        footer = "Example: ./qipan secrets --release qipan | kubectl apply -n qipan -f -")
final class SecretsCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--release",
            paramLabel = "NAME",
            defaultValue = "qipan",
            description = "The name that the chart is installed under. Default: ${DEFAULT-VALUE}.")
    private String release = "";

    SecretsCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (!release.matches("[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?")) {
            throw new UserError("--release " + release
                    + " is not a name that Helm takes. Give lower case letters, digits and dashes, for example qipan.");
        }
        workspace.createFolders();
        List<Map<String, Object>> secrets;
        // Beside './qipan keys erase' it would write the file of keys as it was, with the key that is erased.
        try (BoardLock lock = BoardLock.take(workspace)) {
            Tokens.of(workspace).renewPeerTokens();
            new Keys(workspace.keys()).personalKeys().ensure(YearMonth.now(ZoneOffset.UTC));
            secrets = secrets();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", secrets)));
        out.flush();
        return ExitCode.OK;
    }

    private List<Map<String, Object>> secrets() {
        Keys keys = new Keys(workspace.keys());
        List<Map<String, Object>> secrets = new ArrayList<>();
        secrets.add(secret("keys", tokens(keys)));
        secrets.add(secret(Postgres.NAME, Map.of("password", keys.password(Postgres.NAME))));
        for (Service service : Service.values()) {
            String name = service.shortName();
            secrets.add(secret(name + "-database", Map.of("username", name, "password", keys.password(name))));
        }
        return secrets;
    }

    private static Map<String, String> tokens(Keys keys) {
        try {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("public.pem", Files.readString(keys.publicKeyFile()));
            files.put("personal.keys", Files.readString(keys.personalKeysFile()));
            for (Service service : List.of(Service.DISPATCH, Service.ECOLOGY)) {
                files.put(service.processName() + ".token", Files.readString(keys.tokenFile(service)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> secret(String part, Map<String, String> content) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", release + "-" + part),
                "stringData",
                content);
    }
}
