package io.qipan.launcher.fake;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.Station;
import io.qipan.proto.patrol.v1.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything the fake board holds. One thing at a time happens to it. */
public final class FakeStore {

    private record Stored(Message body, Message reply) {}

    public final Map<String, Call> calls = new LinkedHashMap<>();
    public final Map<String, Incident> incidents = new LinkedHashMap<>();
    public final Map<String, Proposal> proposals = new LinkedHashMap<>();
    public final Map<String, Order> orders = new LinkedHashMap<>();
    public final Map<String, Unit> units = new LinkedHashMap<>();
    public final Map<String, Station> stations = new LinkedHashMap<>();
    /** Open commitments by unit. */
    public final Map<String, Commitment> commitments = new LinkedHashMap<>();

    /** Somebody has declared it. */
    public volatile boolean waterIsOpen;

    public final List<Change> changes = new ArrayList<>();
    private final Map<String, Stored> replies = new HashMap<>();

    /** How many requests took effect. */
    public synchronized int effects() {
        return replies.size();
    }

    /** Does something once per request id and body, as the unit of work does; a refusal stores nothing. */
    synchronized <T extends Message> T once(String requestId, Message body, Class<T> type, Supplier<T> work) {
        String key = body.getDescriptorForType().getFullName() + requestId;
        Stored stored = replies.get(key);
        if (stored == null) {
            T reply = work.get();
            replies.put(key, new Stored(body, reply));
            return reply;
        }
        if (!stored.body().equals(body)) {
            throw FakeRefusal.of(Code.INVALID_ARGUMENT, ErrorReason.REQUEST_ID_REUSED, Map.of("request_id", requestId));
        }
        return type.cast(stored.reply());
    }

    synchronized <T> T read(Supplier<T> work) {
        return work.get();
    }

    static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
        T reply;
        try {
            reply = work.get();
        } catch (StatusRuntimeException refusal) {
            observer.onError(refusal);
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    void tell(String resource, String action, Timestamp occurredAt, String actor, Message state) {
        changes.add(Change.newBuilder()
                .setRevision(changes.size() + 1L)
                .setResource(resource)
                .setAction(action)
                .setOccurredAt(occurredAt)
                .setRecordedAt(now())
                .setActor(actor)
                .setState(Any.pack(state))
                .build());
    }

    static <T> T found(@Nullable T resource, String name) {
        if (resource == null) {
            throw FakeRefusal.notFound(name);
        }
        return Objects.requireNonNull(resource);
    }

    static void requireEtag(String resource, String current, String given) {
        if (!current.equals(given)) {
            throw FakeRefusal.stale(resource, current);
        }
    }

    static String next(String etag) {
        return String.valueOf(Integer.parseInt(etag) + 1);
    }

    static String name(String kind) {
        return kind + "/" + UUID.randomUUID();
    }

    static Timestamp now() {
        return Stamps.of(Instant.now());
    }

    static Timestamp or(boolean has, Timestamp given) {
        return has ? given : now();
    }
}
