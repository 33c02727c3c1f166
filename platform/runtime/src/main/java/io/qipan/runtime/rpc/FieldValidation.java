package io.qipan.runtime.rpc;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Checks the rules that stand beside the fields in the contract, and tells all violations at once. Rules are compiled once for
 * each service, however often it is bound, and beside the rest of the start, of which they would take most; the service is not
 * ready before.
 */
public final class FieldValidation implements ServerInterceptor {
    /** Rules that protovalidate knows by heart need no expression to be interpreted, which costs more than most requests. */
    private static final Config RULES =
            Config.newBuilder().setEnableNativeRules(true).build();

    private static final Map<String, FieldValidation> BY_SERVICE = new ConcurrentHashMap<>();

    private final CompletableFuture<Validator> validator;

    private FieldValidation(CompletableFuture<Validator> validator) {
        this.validator = validator;
    }

    static FieldValidation of(ServerServiceDefinition service) {
        return BY_SERVICE.computeIfAbsent(service.getServiceDescriptor().getName(), name -> {
            CompletableFuture<Validator> compiled = new CompletableFuture<>();
            Thread.ofPlatform().daemon().name("rules of " + name).start(() -> {
                try {
                    compiled.complete(compile(service));
                } catch (RuntimeException | Error e) {
                    compiled.completeExceptionally(e);
                }
            });
            return new FieldValidation(compiled);
        });
    }

    /** The services whose rules cannot be checked yet, or never if one of them is wrong. */
    public static List<String> notReady() {
        return BY_SERVICE.entrySet().stream()
                .filter(entry -> !entry.getValue().validator.isDone()
                        || entry.getValue().validator.isCompletedExceptionally())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Validator compile(ServerServiceDefinition service) {
        List<Descriptor> requests = service.getMethods().stream()
                .map(method -> (ProtoMethodDescriptorSupplier)
                        method.getMethodDescriptor().getSchemaDescriptor())
                .map(supplier -> supplier.getMethodDescriptor().getInputType())
                .toList();
        try {
            return ValidatorFactory.newBuilder().withConfig(RULES).buildWithDescriptors(requests, true);
        } catch (CompilationException e) {
            throw new IllegalStateException(
                    "A field rule of " + service.getServiceDescriptor().getName() + " is wrong", e);
        }
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return new CheckedMessages<>(call, next.startCall(call, headers)) {
            @Override
            void check(A message) {
                validate((Message) message);
                pass(message);
            }
        };
    }

    private void validate(Message message) {
        Unstorable unstorable = Unstorable.in(message);
        List<Violation> violations = new ArrayList<>(unstorable.violations());
        if (!unstorable.hasImpossibleTime()) {
            violations.addAll(broken(message));
        }
        if (!violations.isEmpty()) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            violations.stream()
                                    .map(v -> v.field() + ": " + v.description())
                                    .collect(Collectors.joining("; ", "", ".")))
                    .withViolations(violations)
                    .asException();
        }
    }

    private List<Violation> broken(Message message) {
        List<Violation> violations = new ArrayList<>();
        try {
            ValidationResult result = validator.join().validate(message);
            result.getViolations().forEach(v -> {
                build.buf.validate.Violation proto = v.toProto();
                violations.add(new Violation(path(proto.getField()), proto.getMessage()));
            });
        } catch (ValidationException e) {
            throw new IllegalStateException("The field rules cannot be evaluated", e);
        }
        return violations;
    }

    private static String path(FieldPath path) {
        StringBuilder text = new StringBuilder();
        for (FieldPathElement element : path.getElementsList()) {
            text.append(text.isEmpty() ? "" : ".").append(element.getFieldName());
            if (element.hasIndex()) {
                text.append('[').append(element.getIndex()).append(']');
            }
        }
        return text.isEmpty() ? "message" : text.toString();
    }
}
