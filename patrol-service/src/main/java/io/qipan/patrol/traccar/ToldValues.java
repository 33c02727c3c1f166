package io.qipan.patrol.traccar;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Values as telephones write them. What cannot be read counts as not told. */
final class ToldValues {
    /** In seconds the year 5138, in milliseconds March 1973: no fix is from either. */
    private static final BigDecimal FIRST_MILLISECOND = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal MICROS_PER_S = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MICROS_PER_MS = BigDecimal.valueOf(1_000);
    private static final int LONGEST_NUMBER = 40;

    private ToldValues() {}

    static OptionalDouble number(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    static boolean yes(@Nullable String text) {
        return text != null && (text.equalsIgnoreCase("true") || text.equals("1"));
    }

    /** Seconds or milliseconds since 1970, ISO 8601, or {@code yyyy-MM-dd HH:mm:ss}; without a zone it is UTC. */
    static Optional<Timestamp> time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String told = text.strip();
        try {
            Instant instant = told.matches("-?[0-9.]{1," + LONGEST_NUMBER + "}") ? sinceEpoch(told) : calendar(told);
            Timestamp timestamp = Timestamp.newBuilder()
                    .setSeconds(instant.getEpochSecond())
                    .setNanos(instant.getNano())
                    .build();
            return Optional.of(timestamp).filter(Timestamps::isValid);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant sinceEpoch(String told) {
        BigDecimal number = new BigDecimal(told);
        boolean milliseconds = number.abs().compareTo(FIRST_MILLISECOND) >= 0;
        long micros = number.multiply(milliseconds ? MICROS_PER_MS : MICROS_PER_S)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    private static Instant calendar(String told) {
        String iso = told.replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
    }

    /** Sets what both can be read; else the fix has no point. */
    static void point(Fix.Builder fix, OptionalDouble latitude, OptionalDouble longitude) {
        if (latitude.isPresent() && longitude.isPresent()) {
            fix.setPoint(Point.newBuilder()
                    .setLatitude(latitude.getAsDouble())
                    .setLongitude(longitude.getAsDouble())
                    .setDatum(Datum.WGS84));
        }
    }

    /** Less than nothing is how telephones say that they do not know. */
    static OptionalDouble unlessNegative(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() < 0 ? OptionalDouble.empty() : value;
    }
}
