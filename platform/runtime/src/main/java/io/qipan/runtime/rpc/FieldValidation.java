package io.qipan.runtime.rpc;

import static java.util.Objects.requireNonNull;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rules that stand beside the fields in the contract, and tells all violations at once. Rules are compiled once for
 * each service, however often it is bound, and beside the rest of the start, of which they would take most; the service is not
 * ready before. All services share one validator, and one thread after the other compiles for it: what the rules of several
 * have in common is compiled once, and the start keeps its processor.
 */
public final class FieldValidation implements ServerInterceptor {
    /** Rules that protovalidate knows by heart need no expression to be interpreted, which costs more than most requests. */
    private static final Config RULES =
            Config.newBuilder().setEnableNativeRules(true).build();

    private static final Map<String, FieldValidation> BY_SERVICE = new ConcurrentHashMap<>();
    private static final Object TURN = new Object();
    /** Done when everything that was bound so far is compiled, or could not be. */
    private static @Nullable CompletableFuture<Validator> queue;

    private final CompletableFuture<Validator> validator;

    private FieldValidation(CompletableFuture<Validator> validator) {
        this.validator = validator;
    }

    static FieldValidation of(ServerServiceDefinition service) {
        return BY_SERVICE.computeIfAbsent(
                service.getServiceDescriptor().getName(), name -> new FieldValidation(queued(service)));
    }

    private static CompletableFuture<Validator> queued(ServerServiceDefinition service) {
        synchronized (TURN) {
            CompletableFuture<Validator> before = queue == null
                    ? CompletableFuture.supplyAsync(FieldValidation::validator, FieldValidation::inBackground)
                    : queue;
            CompletableFuture<Validator> compiled = before.thenApplyAsync(
                    validator -> {
                        compile(service, validator);
                        return validator;
                    },
                    FieldValidation::inBackground);
            // Whose rules are wrong keeps nobody else from being compiled.
            queue = compiled.handle((done, failure) -> before.join());
            return compiled;
        }
    }

    private static void inBackground(Runnable work) {
        Thread.ofPlatform().daemon().name("field rules").start(work);
    }

    private static Validator validator() {
        return ValidatorFactory.newBuilder().withConfig(RULES).build();
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

    /** A validator compiles what it checks first, so it is given an empty message of each kind. */
    private static void compile(ServerServiceDefinition service, Validator validator) {
        for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
            MethodDescriptor<?, ?> contract = method.getMethodDescriptor();
            var request = (PrototypeMarshaller<?>) contract.getRequestMarshaller();
            try {
                ValidationResult ignored = validator.validate((Message) requireNonNull(request.getMessagePrototype()));
            } catch (ValidationException e) {
                throw new IllegalStateException("A field rule of " + contract.getFullMethodName() + " is wrong", e);
            }
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
