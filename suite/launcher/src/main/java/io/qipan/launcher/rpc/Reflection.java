package io.qipan.launcher.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What a server tells about itself (grpc.reflection.v1). */
final class Reflection {

    private static final int PATIENCE_SECONDS = 10;

    private final ServerReflectionGrpc.ServerReflectionStub stub;

    Reflection(Channel channel) {
        this.stub = ServerReflectionGrpc.newStub(channel);
    }

    /** All services of the server, with every type they speak of. */
    Contract contract() {
        List<String> services = services();
        Map<String, FileDescriptorProto> files = new HashMap<>();
        for (String service : services) {
            add(files, ask(request().setFileContainingSymbol(service)));
        }
        addMissingImports(files);
        return Contract.of(services, files);
    }

    private List<String> services() {
        return ask(request().setListServices("")).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .sorted()
                .toList();
    }

    private void addMissingImports(Map<String, FileDescriptorProto> files) {
        List<String> missing;
        do {
            missing = files.values().stream()
                    .flatMap(file -> file.getDependencyList().stream())
                    .filter(name -> !files.containsKey(name))
                    .distinct()
                    .toList();
            missing.forEach(name -> addImport(files, name));
        } while (!missing.isEmpty());
    }

    private void addImport(Map<String, FileDescriptorProto> files, String name) {
        add(files, ask(request().setFileByFilename(name)));
        if (!files.containsKey(name)) {
            throw new UserError("The server's reflection does not know " + name + ", which its own contracts import.");
        }
    }

    /** Adds what the server described; a service it lists but does not describe stays unknown. */
    private static void add(Map<String, FileDescriptorProto> files, ServerReflectionResponse response) {
        for (ByteString bytes : response.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            try {
                FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes);
                files.put(file.getName(), file);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("The server's reflection sent a file that cannot be read", e);
            }
        }
    }

    private static ServerReflectionRequest.Builder request() {
        return ServerReflectionRequest.newBuilder();
    }

    private ServerReflectionResponse ask(ServerReflectionRequest.Builder request) {
        Answer answer = new Answer();
        StreamObserver<ServerReflectionRequest> questions =
                stub.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS).serverReflectionInfo(answer);
        questions.onNext(request.build());
        questions.onCompleted();
        ServerReflectionResponse response = answer.await();
        if (response.hasErrorResponse()) {
            throw new IllegalStateException("The server's reflection refused: "
                    + response.getErrorResponse().getErrorMessage());
        }
        return response;
    }

    /** The one answer to one question. */
    private static final class Answer implements StreamObserver<ServerReflectionResponse> {

        private final CompletableFuture<ServerReflectionResponse> first = new CompletableFuture<>();

        ServerReflectionResponse await() {
            try {
                return first.join();
            } catch (CompletionException e) {
                throw explained(e);
            }
        }

        private static RuntimeException explained(CompletionException failure) {
            if (failure.getCause() instanceof StatusRuntimeException status) {
                return status.getStatus().getCode() == Status.Code.UNIMPLEMENTED
                        ? new UserError(
                                "This server offers no reflection (grpc.reflection.v1), so its RPCs are unknown.")
                        : status;
            }
            return failure;
        }

        @Override
        public void onNext(ServerReflectionResponse response) {
            first.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            first.completeExceptionally(new IllegalStateException("The server's reflection ended without an answer"));
        }
    }
}
