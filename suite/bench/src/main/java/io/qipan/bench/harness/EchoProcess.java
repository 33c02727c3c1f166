package io.qipan.bench.harness;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.qipan.launcher.Address;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What {@link EchoServer} starts: reads the answers, prints the port, and answers until its input ends. */
final class EchoProcess {

    private EchoProcess() {}

    /**
     * @param args the generated class of a service, the name of one of its methods, and the field of its request that chooses the
     *     answer; empty if there is one only
     */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        ServiceDescriptor service = (ServiceDescriptor)
                Class.forName(args[0]).getMethod("getServiceDescriptor").invoke(null);
        MethodDescriptor<?, ?> method = service.getMethods().stream()
                .filter(each -> args[1].equals(each.getBareMethodName()))
                .findAny()
                .orElseThrow();
        Server server = serve(method, args[2], new DataInputStream(System.in));
        System.out.println(server.getPort());
        while (System.in.read() >= 0) {
            // Nothing more is said; the end is what counts.
        }
        server.shutdownNow();
    }

    private static <A, B> Server serve(MethodDescriptor<A, B> method, String field, DataInputStream in)
            throws IOException {
        Map<String, B> answers = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String value = in.readUTF();
            answers.put(value, method.parseResponse(new ByteArrayInputStream(in.readNBytes(in.readInt()))));
        }
        return NettyServerBuilder.forAddress(new InetSocketAddress(Address.LOOPBACK, 0))
                // Saying what is ready needs no other thread; that is the fastest an echo can be.
                .directExecutor()
                .addService(ServerServiceDefinition.builder(Objects.requireNonNull(method.getServiceName()))
                        .addMethod(method, ServerCalls.asyncUnaryCall((request, observer) -> {
                            observer.onNext(Objects.requireNonNull(answers.get(value((Message) request, field))));
                            observer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    private static String value(Message request, String field) {
        return field.isEmpty()
                ? ""
                : (String) request.getField(request.getDescriptorForType().findFieldByName(field));
    }
}
