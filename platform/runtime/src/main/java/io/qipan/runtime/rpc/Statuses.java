package io.qipan.runtime.rpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one place where a refusal becomes a status, and a fault becomes one that tells nothing of the inside. */
public final class Statuses {
    /** Domain of every {@code ErrorInfo}. */
    public static final String DOMAIN = "qipan.io";

    private static final Logger LOG = Logger.getLogger(Statuses.class);

    private Statuses() {}

    public static StatusRuntimeException of(Refusal refusal) {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setDomain(DOMAIN)
                .setReason(refusal.reason().name())
                .putAllMetadata(StatusSize.fit(refusal.metadata()))
                .build();
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.valueOf(refusal.reason().code().name()).value())
                .setMessage(StatusSize.fitText(refusal.message()))
                .addDetails(Any.pack(info));
        if (!refusal.violations().isEmpty()) {
            BadRequest.Builder fields = BadRequest.newBuilder();
            StatusSize.fit(refusal.violations())
                    .forEach(v -> fields.addFieldViolationsBuilder()
                            .setField(v.field())
                            .setDescription(v.description()));
            status.addDetails(Any.pack(fields.build()));
        }
        refusal.retryAfter()
                .ifPresent(wait -> status.addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(wait.toSeconds())
                                .setNanos(wait.toNanosPart()))
                        .build())));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** Whatever ended a request, as a status. Faults are logged here, with the id that the client is given. */
    public static StatusRuntimeException of(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return of(refused.refusal());
        }
        String fault = UUID.randomUUID().toString();
        LOG.errorf(failure, "Fault %s", fault);
        return of(Refusal.of(Reason.INTERNAL_FAULT, "A fault of the service. Quote " + fault + " when you report it.")
                .with("fault", fault));
    }

    /** The status in our words, for one that library code made and that has no reason. */
    public static StatusRuntimeException reasoned(Status status, String method) {
        @Nullable
        Refusal refusal = switch (status.getCode()) {
            case CANCELLED -> Refusal.of(Reason.CANCELLED_BY_CALLER, "The caller ended the call.");
            case DEADLINE_EXCEEDED -> Refusal.of(Reason.DEADLINE_PASSED, "The deadline of the call passed.");
            case UNIMPLEMENTED ->
                Refusal.of(Reason.METHOD_UNKNOWN, "There is no method " + method + " here.")
                        .with("method", method);
            case RESOURCE_EXHAUSTED ->
                Refusal.of(Reason.MALFORMED_MESSAGE, "The message is larger than the service takes.");
            default -> null;
        };
        return refusal == null ? of((Throwable) status.asRuntimeException()) : of(refusal);
    }

    /** The reason of a status that came from one of our services; empty for any other status. */
    public static String reason(Status status, @Nullable Metadata trailers) {
        com.google.rpc.Status proto = StatusProto.fromStatusAndTrailers(status, trailers);
        if (proto != null) {
            for (Any detail : proto.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    return unpack(detail).getReason();
                }
            }
        }
        return "";
    }

    private static ErrorInfo unpack(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return ErrorInfo.getDefaultInstance();
        }
    }
}
