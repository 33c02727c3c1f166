package io.qipan.runtime.journal;

import com.google.protobuf.Any;
import com.google.protobuf.UnsafeByteOperations;
import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.rpc.Times;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change with its place in the feed. It is told to every watcher, so it remembers what it would have to work out for each of
 * them anew.
 */
final class Sealed {

    /** A change as the journal holds it. */
    record Told(
            String resource,
            String action,
            String actor,
            Optional<UUID> requestId,
            Instant occurredAt,
            Instant recordedAt,
            String reason,
            String type,
            byte[] state,
            Origin origin) {

        static Told from(Row row) {
            return new Told(
                    row.getString("resource"),
                    row.getString("action"),
                    row.getString("actor"),
                    Optional.ofNullable(row.getUUID("request_id")),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    row.getOffsetDateTime("recorded_at").toInstant(),
                    row.getString("reason"),
                    row.getString("type"),
                    row.getBuffer("state").getBytes(),
                    new Origin(row.getString("origin"), row.getString("on_behalf_of")));
        }
    }

    /** Whose it is, by the rule of its kind. */
    private record Owner(Function<byte[], String> rule, String name) {}

    private final long revision;
    private final long position;
    private final Told told;
    private final byte[] hash;
    private volatile @Nullable Owner owner;
    private volatile @Nullable Change message;

    /** @param position identity of the journal row */
    Sealed(long revision, long position, Told told, byte[] hash) {
        this.revision = revision;
        this.position = position;
        this.told = told;
        this.hash = hash;
    }

    static Sealed from(Row row) {
        return new Sealed(
                row.getLong("revision"),
                row.getLong("position"),
                Told.from(row),
                row.getBuffer("hash").getBytes());
    }

    /** SHA-256 over the hash before it and every column of the change, each with its length in front. */
    static byte[] hash(byte[] before, long revision, long position, Told told) {
        MessageDigest digest = sha256();
        part(digest, before);
        part(digest, Long.toString(revision));
        part(digest, Long.toString(position));
        part(digest, told.resource());
        part(digest, told.action());
        part(digest, told.actor());
        part(digest, told.requestId().map(UUID::toString).orElse(""));
        part(digest, told.occurredAt().toString());
        part(digest, told.recordedAt().toString());
        part(digest, told.reason());
        part(digest, told.type());
        part(digest, told.state());
        // Changes from before there was an origin have a hash without one. No two can be exchanged for each other: each
        // part has its length in front.
        if (!told.origin().equals(Origin.UNKNOWN)) {
            part(digest, told.origin().address());
            part(digest, told.origin().onBehalfOf());
        }
        return digest.digest();
    }

    private static void part(MessageDigest digest, String text) {
        part(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update(new byte[] {
            (byte) (bytes.length >>> 24), (byte) (bytes.length >>> 16), (byte) (bytes.length >>> 8), (byte) bytes.length
        });
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    long revision() {
        return revision;
    }

    long position() {
        return position;
    }

    Told told() {
        return told;
    }

    byte[] hash() {
        return hash;
    }

    /** Whose it is. A change has one kind, and nearly every kind one such rule. */
    String owner(Function<byte[], String> rule) {
        Owner known = owner;
        if (known == null || known.rule() != rule) {
            known = new Owner(rule, rule.apply(told.state()));
            owner = known;
        }
        return known.name();
    }

    String kind() {
        return JournaledKinds.kindOf(told.resource());
    }

    /** Of the state, which is nearly all that a change takes in memory. */
    int bytes() {
        return told.state().length;
    }

    Change messageWithOrigin() {
        return message().toBuilder()
                .setOnBehalfOf(told.origin().onBehalfOf())
                .setOrigin(told.origin().address())
                .build();
    }

    /** For another agency: who at our desk made a change does not concern it. */
    Change messageWithoutActor() {
        return message().toBuilder().clearActor().build();
    }

    Change message() {
        Change built = message;
        if (built == null) {
            built = built();
            message = built;
        }
        return built;
    }

    private Change built() {
        return Change.newBuilder()
                .setRevision(revision)
                .setResource(told.resource())
                .setAction(told.action())
                .setOccurredAt(Times.message(told.occurredAt()))
                .setRecordedAt(Times.message(told.recordedAt()))
                .setActor(told.actor())
                .setReason(told.reason())
                .setState(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/" + told.type())
                        // Nobody writes to it.
                        .setValue(UnsafeByteOperations.unsafeWrap(told.state())))
                .build();
    }
}
