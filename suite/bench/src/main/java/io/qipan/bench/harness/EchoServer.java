package io.qipan.bench.harness;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import io.qipan.launcher.Address;
import io.qipan.launcher.ServiceProcess;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Answers every call of one method with an answer that is ready, as fast as grpc-java goes: it reads no token. In a process of its own, with the memory of a service: within the measuring one it would share the client's threads, and nothing that
 * serves others can.
 */
public final class EchoServer implements AutoCloseable {
    private static final long PATIENCE_S = 10;

    private final Process process;
    private final Address address;

    /** The same for every request. */
    public <A, B> EchoServer(MethodDescriptor<A, B> method, B answer) throws IOException {
        this(method, "", Map.of("", answer));
    }

    /**
     * One of several answers.
     *
     * @param field the text field of the request that chooses
     * @param answers by its values
     */
    public <A, B> EchoServer(MethodDescriptor<A, B> method, String field, Map<String, B> answers) throws IOException {
        this.process = new ProcessBuilder(command(method, field))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // Left open: when it ends, with this process however that ends, so does the other.
            DataOutputStream out = new DataOutputStream(process.getOutputStream());
            out.writeInt(answers.size());
            for (Map.Entry<String, B> answer : answers.entrySet()) {
                out.writeUTF(answer.getKey());
                write(method.streamResponse(answer.getValue()), out);
            }
            out.flush();
            this.address = Address.local(port(process.inputReader()));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void write(InputStream message, DataOutputStream out) throws IOException {
        try (message) {
            byte[] bytes = message.readAllBytes();
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static List<String> command(MethodDescriptor<?, ?> method, String field) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ServiceProcess.MEMORY);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                EchoProcess.class.getName(),
                stubs(method),
                Objects.requireNonNull(method.getBareMethodName()),
                field));
        return command;
    }

    /** The class that grpc-java has generated for the service of the method. */
    private static String stubs(MethodDescriptor<?, ?> method) {
        ServiceDescriptor service = ((ProtoServiceDescriptorSupplier)
                        Objects.requireNonNull(method.getSchemaDescriptor()))
                .getServiceDescriptor();
        return service.getFile().getOptions().getJavaPackage() + "." + service.getName() + "Grpc";
    }

    private static int port(BufferedReader out) throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("The echo did not start; what it says is above.");
        }
        return Integer.parseInt(line.strip());
    }

    public Address address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
