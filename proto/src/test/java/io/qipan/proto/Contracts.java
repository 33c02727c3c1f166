package io.qipan.proto;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract files of this module, as text and as generated descriptors. */
final class Contracts {

    private static final Path ROOT = Path.of("src/main/proto");

    private Contracts() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".proto"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<FileDescriptor> descriptors() {
        return files().stream().map(Contracts::descriptor).toList();
    }

    /** From the outer class, whose name protoc makes of the file's. */
    private static FileDescriptor descriptor(Path file) {
        Path relative = ROOT.relativize(file);
        String javaPackage = "io.qipan.proto."
                + relative.subpath(1, relative.getNameCount() - 1).toString().replace('/', '.');
        String plain = Arrays.stream(
                        file.getFileName().toString().replace(".proto", "").split("_", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        for (String name : List.of(plain + "OuterClass", plain + "Proto", plain)) {
            try {
                Object descriptor = Class.forName(javaPackage + "." + name)
                        .getMethod("getDescriptor")
                        .invoke(null);
                if (descriptor instanceof FileDescriptor found) {
                    return found;
                }
            } catch (ClassNotFoundException e) {
                continue;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("No generated outer class for " + file);
    }
}
