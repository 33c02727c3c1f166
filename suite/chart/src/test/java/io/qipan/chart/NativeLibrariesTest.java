package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What libraries do that a native executable cannot, unless the settings tell its build. Rules of architecture see our own classes
 * only, and a build of the sources alone looks at none.
 */
class NativeLibrariesTest {
    private static final String MESSAGE = "com/google/protobuf/GeneratedMessage";
    private static final Set<String> MADE_BY_THE_BUILD = Set.of(
            "Ljava/util/Random;", "Ljava/security/SecureRandom;", "Ljava/util/SplittableRandom;", "Ljava/lang/Thread;");
    /** Seen to by Quarkus: by extensions of these libraries, or in its own jars. */
    private static final Set<String> OF_EXTENSIONS = Set.of(
            "io.quarkus.",
            "io.netty.",
            "io.vertx.",
            "io.smallrye.",
            "io.grpc.",
            "io.prometheus.",
            "com.google.protobuf.",
            "org.apache.kafka.",
            "org.flywaydb.",
            "org.jboss.narayana.",
            "org.postgresql.");
    /** Ask for classes by names that they put together, with what names those classes for the build. */
    private static final Map<String, String> LOOKED_UP =
            Map.of("com.github.ben-manes.caffeine.caffeine", "io.qipan.runtime.cache.Caches");

    private static final Properties SETTINGS = settings();

    @Test
    void libraries_find_in_an_executable_what_they_look_for() {
        // Given
        Map<String, Path> jars = jars();

        // When
        Set<String> hazards = jars.values().stream()
                .filter(jar ->
                        OF_EXTENSIONS.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .flatMap(jar -> hazards(jar).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(jars).hasSizeGreaterThan(100);
        assertThat(hazards).isEmpty();
    }

    /** Of all services, by name. */
    private static Map<String, Path> jars() {
        Map<String, Path> jars = new TreeMap<>();
        for (String service : List.of("dispatch", "patrol", "ecology")) {
            Path folder = Chart.CHECKOUT.resolve(service + "-service/target/quarkus-app/lib/main");
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }

    private static List<String> hazards(Path file) {
        List<String> found = new ArrayList<>();
        String jar = file.getFileName().toString();
        try (JarFile open = new JarFile(file.toFile())) {
            boolean indexed = open.getEntry("META-INF/jandex.idx") != null || isIndexed(jar);
            for (JarEntry entry : open.stream().toList()) {
                if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/")) {
                    continue;
                }
                ClassModel type =
                        ClassFile.of().parse(open.getInputStream(entry).readAllBytes());
                String name = type.thisClass().asInternalName().replace('/', '.');
                if (!indexed && isMessage(type)) {
                    found.add("%s has messages, and no quarkus.index-dependency".formatted(jar));
                }
                if (holdsOfTheBuild(type) && !isInitializedLate(name)) {
                    found.add("%s keeps in a static field what is random or runs".formatted(name));
                }
                if (looksUp(type) && LOOKED_UP.keySet().stream().noneMatch(jar::startsWith)) {
                    found.add("%s looks classes up by name".formatted(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean isMessage(ClassModel type) {
        return type.superclass()
                .map(above -> above.asInternalName().startsWith(MESSAGE))
                .orElse(false);
    }

    private static boolean holdsOfTheBuild(ClassModel type) {
        return type.methods().stream()
                .filter(method -> method.methodName().equalsString("<clinit>"))
                .flatMap(method -> method.code().stream())
                .flatMap(CodeModel::elementStream)
                .anyMatch(step -> step instanceof FieldInstruction field
                        && field.opcode() == Opcode.PUTSTATIC
                        && MADE_BY_THE_BUILD.contains(field.type().stringValue()));
    }

    private static boolean looksUp(ClassModel type) {
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof MemberRefEntry member
                    && member.owner().asInternalName().equals("java/lang/invoke/MethodHandles$Lookup")
                    && member.name().stringValue().equals("findClass")) {
                return true;
            }
        }
        return false;
    }

    /** Names of jars begin with the group and the artifact. */
    private static boolean isIndexed(String jar) {
        return SETTINGS.stringPropertyNames().stream()
                .filter(name -> name.startsWith("quarkus.index-dependency.") && name.endsWith(".group-id"))
                .anyMatch(name -> jar.startsWith(SETTINGS.getProperty(name) + "."
                        + SETTINGS.getProperty(name.replace(".group-id", ".artifact-id")) + "-"));
    }

    private static boolean isInitializedLate(String type) {
        return Stream.of(SETTINGS.getProperty("quarkus.native.additional-build-args", "")
                        .split(",", -1))
                .filter(argument -> argument.startsWith("--initialize-at-run-time="))
                .anyMatch(argument -> type.startsWith(argument.substring(argument.indexOf('=') + 1)));
    }

    private static Properties settings() {
        Properties settings = new Properties();
        Path file =
                Chart.CHECKOUT.resolve("platform/runtime/src/main/resources/META-INF/microprofile-config.properties");
        try (var reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
