package io.qipan.patrol.position;

import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many fixes as arrays, one for each column, so that one statement takes them all. */
final class PostgresFixColumns {

    /**
     * A fix beside the unit it is of.
     *
     * @param batch index of the one it came with
     */
    record Row(int batch, String unit, Fix fix) {
        Position position() {
            return fix.position();
        }
    }

    /** As many as {@link #last} gives, for {@code unnest} and for {@code last_position}. */
    static final String LAST = """
            $1::text[], $2::timestamptz[], $3::timestamptz[], $4::float8[], $5::float8[], $6::text[], $7::float8[],
            $8::float8[], $9::float8[]""";

    /** As many as {@link #all} gives, for {@code unnest}. */
    static final String ALL = LAST + """
            , $10::text[], $11::int8[], $12::int8[], $13::float8[], $14::float8[], $15::float8[], $16::bool[]""";

    private final List<Row> rows;

    PostgresFixColumns(List<Row> rows) {
        this.rows = rows;
    }

    Object[] last() {
        return new Object[] {
            column(String[]::new, Row::unit),
            column(OffsetDateTime[]::new, row -> time(row.position().fixedAt())),
            column(OffsetDateTime[]::new, row -> time(row.position().receivedAt())),
            column(Double[]::new, row -> row.position().given().latitude()),
            column(Double[]::new, row -> row.position().given().longitude()),
            column(String[]::new, row -> DatumColumn.of(row.position().given())),
            column(Double[]::new, row -> row.position().wgs84().latitude()),
            column(Double[]::new, row -> row.position().wgs84().longitude()),
            column(Double[]::new, row -> row.position().accuracyM())
        };
    }

    Object[] all() {
        Object[] first = last();
        Object[] all = Arrays.copyOf(first, 16);
        all[9] = column(String[]::new, row -> row.fix().device());
        all[10] = column(Long[]::new, row -> row.fix().sequence());
        all[11] = column(
                Long[]::new,
                row -> row.fix().clockAhead().map(Duration::toMillis).orElse(null));
        all[12] = column(Double[]::new, row -> row.fix().motion().speedMps().orElse(null));
        all[13] = column(Double[]::new, row -> row.fix().motion().courseDeg().orElse(null));
        all[14] = column(Double[]::new, row -> row.fix().motion().altitudeM().orElse(null));
        all[15] = column(Boolean[]::new, row -> row.fix().mockLocation());
        return all;
    }

    /** What makes a fix the same one: unit, time of the device, device, sequence. */
    Object[] keys() {
        return new Object[] {
            column(String[]::new, Row::unit),
            column(OffsetDateTime[]::new, row -> time(row.position().fixedAt())),
            column(String[]::new, row -> row.fix().device()),
            column(Long[]::new, row -> row.fix().sequence())
        };
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Object column(IntFunction<@Nullable Object[]> array, Function<Row, @Nullable Object> value) {
        @Nullable Object[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
