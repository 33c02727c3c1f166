package io.qipan.launcher.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A gRPC error in lines a person can read: status and message, then the details the service sent along. */
public final class RefusalText {

    private RefusalText() {}

    public static String of(StatusRuntimeException failure) {
        List<String> lines = new ArrayList<>();
        String message = failure.getStatus().getDescription();
        lines.add(failure.getStatus().getCode() + (message == null || message.isEmpty() ? "" : ": " + message));
        Status status = StatusProto.fromThrowable(failure);
        if (status != null) {
            status.getDetailsList().forEach(detail -> lines.addAll(detail(detail)));
        }
        return String.join("\n  ", lines);
    }

    private static List<String> detail(Any detail) {
        try {
            if (detail.is(ErrorInfo.class)) {
                return errorInfo(detail.unpack(ErrorInfo.class));
            }
            if (detail.is(BadRequest.class)) {
                return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                        .map(violation -> "field " + violation.getField() + ": " + violation.getDescription())
                        .toList();
            }
            if (detail.is(RetryInfo.class)) {
                return List.of("retry after: "
                        + Durations.toSecondsAsDouble(
                                detail.unpack(RetryInfo.class).getRetryDelay()) + " s");
            }
            return List.of("detail: " + detail.getTypeUrl());
        } catch (InvalidProtocolBufferException e) {
            return List.of("detail that cannot be read: " + detail.getTypeUrl());
        }
    }

    private static List<String> errorInfo(ErrorInfo info) {
        List<String> lines = new ArrayList<>();
        lines.add("reason: " + info.getReason() + (info.getDomain().isEmpty() ? "" : " (" + info.getDomain() + ")"));
        new TreeMap<>(info.getMetadataMap()).forEach((key, value) -> lines.add("  " + key + " = " + value));
        return lines;
    }
}
