package io.qipan.patrol.position;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.patrol.position.model.QuarantineReason;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The fixes that break a rule. */
final class PostgresQuarantine {

    private PostgresQuarantine() {}

    /** What is there already, as it was sent, is left alone. */
    static void add(List<Quarantined> all) {
        if (all.isEmpty()) {
            return;
        }
        Tx.current()
                .write(
                        """
                        insert into quarantined_position (unit_name, device, sequence, reason, fix, received_at)
                        select * from unnest($1::text[], $2::text[], $3::int8[], $4::text[], $5::bytea[],
                            $6::timestamptz[])
                        on conflict do nothing""",
                        column(all, String[]::new, Quarantined::unit),
                        column(all, String[]::new, Quarantined::device),
                        column(all, Long[]::new, one -> one.sent().getSequence()),
                        column(all, String[]::new, one -> one.reason().name()),
                        column(
                                all,
                                Buffer[]::new,
                                one -> Buffer.buffer(one.sent().toByteArray())),
                        column(
                                all,
                                OffsetDateTime[]::new,
                                one -> one.receivedAt().atOffset(ZoneOffset.UTC)));
    }

    private static <T> Object column(List<Quarantined> all, IntFunction<T[]> array, Function<Quarantined, T> value) {
        return all.stream().map(value).toArray(array);
    }

    static List<Quarantined> list(Optional<String> unit, Page page) {
        List<Quarantined> found = new ArrayList<>();
        Tx.current()
                .query(
                        "select * from quarantined_position where ($1::text is null or unit_name = $1) and number < $2"
                                + " order by number desc limit $3",
                        unit.orElse(null),
                        page.after(Long::valueOf).orElse(Long.MAX_VALUE),
                        page.size() + 1)
                .forEach(row -> found.add(quarantined(row)));
        return found;
    }

    private static Quarantined quarantined(Row row) {
        try {
            return new Quarantined(
                    row.getLong("number"),
                    row.getString("unit_name"),
                    row.getString("device"),
                    Fix.parseFrom(row.getBuffer("fix").getBytes()),
                    QuarantineReason.valueOf(row.getString("reason")),
                    row.getOffsetDateTime("received_at").toInstant());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A fix in quarantine cannot be read", e);
        }
    }
}
