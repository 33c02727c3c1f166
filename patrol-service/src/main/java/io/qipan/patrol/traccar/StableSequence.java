package io.qipan.patrol.traccar;

import com.google.protobuf.util.Timestamps;
import io.qipan.proto.patrol.v1.Fix;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A number for a fix of a device that does not number them: the same whenever it is sent again, another one for another time or
 * place. 63 bits of a hash, so that two fixes of the same moment, which have no other difference in their key, do not meet.
 */
final class StableSequence {

    private StableSequence() {}

    static long of(Fix fix) {
        ByteBuffer told = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(fix.hasFixedAt() ? Timestamps.toMicros(fix.getFixedAt()) : Long.MIN_VALUE)
                .putLong(Double.doubleToLongBits(fix.getPoint().getLatitude()))
                .putLong(Double.doubleToLongBits(fix.getPoint().getLongitude()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(told.array());
            return Math.max(1, ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
