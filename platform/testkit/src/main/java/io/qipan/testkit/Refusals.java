package io.qipan.testkit;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads refusals as a client does. */
public final class Refusals {

    private Refusals() {}

    /** The status that the call ends with; fails if it succeeds. */
    public static StatusRuntimeException refused(ThrowingCallable call) {
        StatusRuntimeException status = Assertions.catchThrowableOfType(StatusRuntimeException.class, call);
        Assertions.assertThat(status).as("the call must be refused").isNotNull();
        return status;
    }

    public static Reason reasonOf(StatusRuntimeException status) {
        return Reason.valueOf(info(status).getReason());
    }

    public static Map<String, String> metadataOf(StatusRuntimeException status) {
        return info(status).getMetadataMap();
    }

    /** The paths of the fields that broke a rule. */
    public static List<String> fieldsOf(StatusRuntimeException status) {
        return detail(status, BadRequest.class).stream()
                .flatMap(bad -> bad.getFieldViolationsList().stream())
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }

    /** The text for people. */
    public static String textOf(StatusRuntimeException status) {
        return Objects.requireNonNullElse(status.getStatus().getDescription(), "");
    }

    private static ErrorInfo info(StatusRuntimeException status) {
        return detail(status, ErrorInfo.class)
                .orElseThrow(() -> new AssertionError("A status without ErrorInfo: " + status.getStatus()));
    }

    /** A detail of this type, if the status has one. */
    public static <M extends Message> Optional<M> detail(StatusRuntimeException status, Class<M> type) {
        com.google.rpc.Status proto = StatusProto.fromThrowable(status);
        if (proto == null) {
            return Optional.empty();
        }
        try {
            for (Any any : proto.getDetailsList()) {
                if (any.is(type)) {
                    return Optional.of(any.unpack(type));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("A detail of the status cannot be read", e);
        }
        return Optional.empty();
    }
}
