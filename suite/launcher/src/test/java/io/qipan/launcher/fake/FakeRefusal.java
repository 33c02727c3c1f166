package io.qipan.launcher.fake;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.proto.common.v1.ErrorReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Refusals as the services send them. */
public final class FakeRefusal {

    private FakeRefusal() {}

    public static StatusRuntimeException of(Code code, ErrorReason reason, Map<String, String> metadata) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(reason.name().toLowerCase(java.util.Locale.ROOT))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("qipan.io")
                        .setReason(reason.name())
                        .putAllMetadata(metadata)
                        .build()))
                .build());
    }

    /** The same, which asks to come back later. */
    public static StatusRuntimeException of(
            Code code, ErrorReason reason, Map<String, String> metadata, Duration comeBack) {
        Status refusal = Objects.requireNonNull(StatusProto.fromThrowable(of(code, reason, metadata)));
        return StatusProto.toStatusRuntimeException(refusal.toBuilder()
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Durations.fromMillis(comeBack.toMillis()))
                        .build()))
                .build());
    }

    static StatusRuntimeException stale(String resource, String etag) {
        return of(Code.ABORTED, ErrorReason.STALE_ETAG, Map.of("resource", resource, "etag", etag));
    }

    static StatusRuntimeException illegal(String resource, Object state) {
        return of(
                Code.FAILED_PRECONDITION,
                ErrorReason.ILLEGAL_TRANSITION,
                Map.of("resource", resource, "state", String.valueOf(state)));
    }

    static StatusRuntimeException notFound(String resource) {
        return of(Code.NOT_FOUND, ErrorReason.NOT_FOUND, Map.of("resource", resource));
    }

    static StatusRuntimeException exists(String resource) {
        return of(Code.ALREADY_EXISTS, ErrorReason.ALREADY_EXISTS, Map.of("resource", resource));
    }
}
