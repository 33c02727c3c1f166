package io.qipan.launcher.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.proto.common.v1.ErrorReason;
import java.time.Duration;
import java.util.Optional;

/** What a service said about a refusal. */
public final class Reasons {

    private Reasons() {}

    /** Unspecified when nothing of ours answered, for example because nobody listens. */
    public static ErrorReason of(StatusRuntimeException failure) {
        return info(failure)
                .map(info -> {
                    try {
                        return ErrorReason.valueOf(info.getReason());
                    } catch (IllegalArgumentException newerThanThisClient) {
                        return ErrorReason.ERROR_REASON_UNSPECIFIED;
                    }
                })
                .orElse(ErrorReason.ERROR_REASON_UNSPECIFIED);
    }

    /** One of the metadata that the reason promises, or nothing. */
    public static Optional<String> detail(StatusRuntimeException failure, String key) {
        return info(failure).map(info -> info.getMetadataMap().get(key));
    }

    /** How long the service asks to wait before the next attempt. */
    static Optional<Duration> retryAfter(StatusRuntimeException failure) {
        return find(failure, RetryInfo.class)
                .map(retry -> Duration.ofMillis(Durations.toMillis(retry.getRetryDelay())));
    }

    private static Optional<ErrorInfo> info(StatusRuntimeException failure) {
        return find(failure, ErrorInfo.class);
    }

    private static <T extends com.google.protobuf.Message> Optional<T> find(
            StatusRuntimeException failure, Class<T> type) {
        Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type)) {
                try {
                    return Optional.of(detail.unpack(type));
                } catch (InvalidProtocolBufferException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
