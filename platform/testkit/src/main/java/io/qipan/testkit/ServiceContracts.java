package io.qipan.testkit;

import io.grpc.ServiceDescriptor;
import io.qipan.proto.common.v1.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services that the contracts declare, found where their stubs are, so that none is forgotten. */
public final class ServiceContracts {
    private static final String ROOT = "io/qipan/proto/";
    private static final String STUB = "Grpc.class";

    private ServiceContracts() {}

    /** All of them, by name. */
    public static List<ServiceDescriptor> all() {
        return under("");
    }

    /** Those of one package of contracts, {@code dispatch}. */
    public static List<ServiceDescriptor> of(String contracts) {
        return under(contracts + "/v1/");
    }

    private static List<ServiceDescriptor> under(String folder) {
        try {
            Path stubs = Path.of(Access.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toRealPath();
            if (Files.isDirectory(stubs)) {
                return in(stubs, stubs.resolve(ROOT + folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(stubs)) {
                return in(jar.getPath("/"), jar.getPath("/", ROOT + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ServiceDescriptor> in(Path root, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(STUB) && !name.contains("$"))
                    .sorted()
                    .map(ServiceContracts::descriptor)
                    .toList();
        }
    }

    private static ServiceDescriptor descriptor(String file) {
        String stub = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return (ServiceDescriptor)
                    Class.forName(stub).getMethod("getServiceDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No stub of a service: " + stub, e);
        }
    }
}
