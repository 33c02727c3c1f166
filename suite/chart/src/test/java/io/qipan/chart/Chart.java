package io.qipan.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart as it lies in the checkout. */
final class Chart {

    static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    static final Path FOLDER = CHECKOUT.resolve("k8s");
    /** Its short name stands before the name of every object. */
    static final String RELEASE = "board";

    /** Stands in place of {@code helm.sh/hook}. */
    static final String HOOK = "hook-of-helm";

    private static final String KUBERNETES = "1.34.0";
    private static final Path INSTALLED = copy(Map.of());
    /** This way to call Helm installs and never upgrades, and sees no cluster. */
    private static final Path UPGRADED = copy(Map.of("(include \"qipan.hasCluster\" .)", "\"true\""));

    private Chart() {}

    /** What a stranger's {@code helm install} brings. */
    static Release defaults() {
        return render(Map.of());
    }

    static Release example(String name) {
        return render(Map.of(), FOLDER.resolve("examples").resolve(name));
    }

    /** Everything that we show people: the defaults and each file of examples. */
    static List<Release> allShown() {
        return Stream.concat(Stream.of(defaults()), examples().map(Chart::example))
                .toList();
    }

    static Stream<String> examples() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param values by path, as after {@code --set} */
    static Release render(Map<String, Object> values, Path... files) {
        return render(INSTALLED, values, files);
    }

    /** What {@code helm upgrade} brings. */
    static Release upgrade(String example) {
        return render(UPGRADED, Map.of(), FOLDER.resolve("examples").resolve(example));
    }

    private static Release render(Path chart, Map<String, Object> values, Path... files) {
        TemplateCommand command = new Helm(chart)
                .template()
                .withName(RELEASE)
                .withNamespace("qipan")
                .withKubeVersion(KUBERNETES);
        for (Path file : files) {
            command.withValuesFile(file);
        }
        values.forEach(command::set);
        return Release.of(
                files.length == 0 ? "defaults " + values : files[0].getFileName() + " " + values, command.call());
    }

    /**
     * A copy in which hooks are objects like others: this way to call Helm leaves them out of what it returns.
     *
     * @param other what else stands there in place of what
     */
    private static Path copy(Map<String, String> other) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory("qipan-chart");
            // A folder comes before what is in it, and goes after it.
            for (Path file : files.toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    String text = Files.readString(file).replace("helm.sh/hook", HOOK);
                    for (Map.Entry<String, String> change : other.entrySet()) {
                        text = text.replace(change.getKey(), change.getValue());
                    }
                    Files.writeString(target, text);
                }
                target.toFile().deleteOnExit();
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    static String read(String file) {
        try {
            return Files.readString(CHECKOUT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
