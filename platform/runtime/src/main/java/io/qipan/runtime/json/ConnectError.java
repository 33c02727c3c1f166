package io.qipan.runtime.json;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Statuses;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A status in the form of the Connect protocol: code and HTTP status by its table, details in base64 and, to be read, as JSON. */
record ConnectError(int httpStatus, JsonObject body, Optional<Duration> retryAfter) {

    static ConnectError of(Refusal refusal) {
        StatusRuntimeException refused = Statuses.of(refusal);
        return ofReasoned(refused.getStatus(), Objects.requireNonNull(refused.getTrailers()));
    }

    static ConnectError of(Status status, Metadata trailers) {
        if (Statuses.reason(status, trailers).isEmpty()) {
            // Made on this side of the connection inside the process: the deadline of the caller passed.
            StatusRuntimeException reasoned = Statuses.reasoned(status, "");
            return ofReasoned(reasoned.getStatus(), Objects.requireNonNull(reasoned.getTrailers()));
        }
        return ofReasoned(status, trailers);
    }

    private static ConnectError ofReasoned(Status status, Metadata trailers) {
        JsonObject body = new JsonObject()
                .put(
                        "code",
                        status.getCode() == Status.Code.CANCELLED
                                ? "canceled"
                                : status.getCode().name().toLowerCase(Locale.ROOT))
                .put("message", status.getDescription() == null ? "" : status.getDescription());
        com.google.rpc.Status proto = StatusProto.fromStatusAndTrailers(status, trailers);
        Optional<Duration> retryAfter = Optional.empty();
        if (proto != null && proto.getDetailsCount() > 0) {
            JsonArray details = new JsonArray();
            proto.getDetailsList().forEach(detail -> details.add(detail(detail)));
            body.put("details", details);
            retryAfter = proto.getDetailsList().stream()
                    .filter(detail -> detail.is(RetryInfo.class))
                    .findFirst()
                    .map(ConnectError::wait);
        }
        return new ConnectError(httpStatus(status.getCode()), body, retryAfter);
    }

    private static Duration wait(Any retryInfo) {
        try {
            return Duration.ofMillis(
                    Durations.toMillis(retryInfo.unpack(RetryInfo.class).getRetryDelay()));
        } catch (InvalidProtocolBufferException e) {
            return Duration.ZERO;
        }
    }

    /** Answers with it. Whole seconds are all that HTTP can say of when to come back. */
    void answer(HttpServerResponse response) {
        retryAfter.ifPresent(wait -> response.putHeader(
                "retry-after", Long.toString(wait.plusMillis(999).toSeconds())));
        response.setStatusCode(httpStatus)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static JsonObject detail(Any detail) {
        String type = detail.getTypeUrl().substring(detail.getTypeUrl().lastIndexOf('/') + 1);
        JsonObject json = new JsonObject()
                .put("type", type)
                .put(
                        "value",
                        Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(detail.getValue().toByteArray()));
        try {
            json.put("debug", new JsonObject(JsonMessages.print(detail)));
        } catch (InvalidProtocolBufferException e) {
            // A detail of a type that is not in our contracts: its bytes are enough.
            json.putNull("debug");
        }
        return json;
    }

    // connectrpc.com/docs/protocol, "Error codes".
    private static int httpStatus(Status.Code code) {
        return switch (code) {
            case OK -> 200;
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case DEADLINE_EXCEEDED -> 504;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case PERMISSION_DENIED -> 403;
            case RESOURCE_EXHAUSTED -> 429;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case UNAUTHENTICATED -> 401;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
        };
    }
}
