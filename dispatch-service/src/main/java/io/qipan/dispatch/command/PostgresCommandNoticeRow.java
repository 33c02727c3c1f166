package io.qipan.dispatch.command;

import static io.qipan.dispatch.command.PostgresCommandOrders.instant;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.End;
import io.qipan.dispatch.command.model.Heard;
import io.qipan.dispatch.command.model.Heard.Acknowledgement;
import io.qipan.dispatch.command.model.NoticeState;
import io.qipan.dispatch.command.model.NoticeState.Escalated;
import io.qipan.dispatch.command.model.NoticeState.Over;
import io.qipan.dispatch.command.model.NoticeState.Waiting;
import io.qipan.dispatch.command.model.Step;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notices as rows, many at a time: an array for each column. */
final class PostgresCommandNoticeRow {

    private static final List<String> NAMES = List.of(
            "id",
            "version",
            "state",
            "told_at",
            "acknowledge_by",
            "reminded",
            "next_at",
            "escalated_at",
            "delivered_at",
            "acknowledged_at",
            "acknowledged_by",
            "ended_at",
            "ended_by",
            "reason",
            "by_voice",
            "handovers");
    private static final List<String> TYPES = List.of(
            "uuid",
            "bigint",
            "text",
            "timestamptz",
            "timestamptz",
            "boolean",
            "timestamptz",
            "timestamptz",
            "timestamptz",
            "timestamptz",
            "text",
            "timestamptz",
            "text",
            "text",
            "boolean",
            "integer");

    /** The columns that a notice may change, and its identity. */
    static final String CHANGING = String.join(", ", NAMES);

    static final String CHANGING_OF_U = NAMES.stream().map(name -> "u." + name).collect(Collectors.joining(", "));
    static final String ARRAYS_FROM_1 = arrays(1);
    static final String ARRAYS_FROM_4 = arrays(4);

    private PostgresCommandNoticeRow() {}

    private static String arrays(int first) {
        return IntStream.range(0, TYPES.size())
                .mapToObj(i -> "$" + (first + i) + "::" + TYPES.get(i) + "[]")
                .collect(Collectors.joining(", "));
    }

    static Columns of(List<CommandNotice> notices) {
        return new Columns(notices);
    }

    /** In the order of {@link #CHANGING}. */
    record Columns(List<CommandNotice> notices) {

        /** These arguments, and then the arrays. */
        @Nullable
        Object[] after(Object... first) {
            return Stream.concat(Arrays.stream(first), arrays()).toArray();
        }

        private Stream<Object> arrays() {
            return Stream.of(
                    column(notice -> notice.id().uuid(), UUID[]::new),
                    column(CommandNotice::version, Long[]::new),
                    column(notice -> notice.state().word(), String[]::new),
                    times(notice -> Optional.of(notice.toldAt())),
                    times(notice -> Optional.of(notice.acknowledgeBy())),
                    column(notice -> notice.state() instanceof Waiting waiting && waiting.reminded(), Boolean[]::new),
                    times(CommandNotice::nextAt),
                    times(notice -> notice.heard().escalatedAt()),
                    times(notice -> notice.heard().deliveredAt()),
                    times(notice -> notice.heard().acknowledged().map(Acknowledgement::at)),
                    texts(notice -> notice.heard().acknowledged().map(Acknowledgement::by)),
                    times(notice -> over(notice).map(Over::at)),
                    texts(notice -> over(notice).map(Over::by)),
                    texts(notice -> Optional.of(over(notice).map(Over::reason).orElse(""))),
                    column(notice -> notice.heard().byVoice(), Boolean[]::new),
                    column(notice -> notice.heard().handovers(), Integer[]::new));
        }

        <T extends @Nullable Object> T[] column(Function<CommandNotice, T> value, IntFunction<T[]> array) {
            List<T> values = new ArrayList<>(notices.size());
            notices.forEach(notice -> values.add(value.apply(notice)));
            return values.toArray(array);
        }

        private @Nullable String[] texts(Function<CommandNotice, Optional<String>> value) {
            return this.<@Nullable String>column(notice -> value.apply(notice).orElse(null), String[]::new);
        }

        private @Nullable OffsetDateTime[] times(Function<CommandNotice, Optional<Instant>> value) {
            return this.<@Nullable OffsetDateTime>column(
                    notice -> value.apply(notice)
                            .map(at -> at.atOffset(ZoneOffset.UTC))
                            .orElse(null),
                    OffsetDateTime[]::new);
        }

        private static Optional<Over> over(CommandNotice notice) {
            return notice.state() instanceof Over over ? Optional.of(over) : Optional.empty();
        }
    }

    /** From a row of the notice joined with that of its order. */
    static CommandNotice notice(Row row) {
        Optional<Instant> acknowledged = instant(row, "acknowledged_at");
        return new CommandNotice(
                new CommandNoticeId(row.getUUID("id")),
                row.getLong("version"),
                PostgresCommandOrders.brief(row, "order_id"),
                row.getString("recipient"),
                instant(row, "sent_at").orElseThrow(),
                instant(row, "told_at").orElseThrow(),
                instant(row, "acknowledge_by").orElseThrow(),
                new Heard(
                        instant(row, "delivered_at"),
                        acknowledged.map(at -> new Acknowledgement(at, row.getString("acknowledged_by"))),
                        instant(row, "escalated_at"),
                        row.getBoolean("by_voice"),
                        row.getInteger("handovers")),
                state(row));
    }

    private static NoticeState state(Row row) {
        String word = row.getString("state").toUpperCase(Locale.ROOT);
        Optional<Instant> ended = instant(row, "ended_at");
        if (ended.isPresent()) {
            return new Over(End.valueOf(word), row.getString("reason"), row.getString("ended_by"), ended.get());
        }
        Step step = Step.valueOf(word);
        return instant(row, "next_at")
                .<NoticeState>map(next -> new Waiting(step, row.getBoolean("reminded"), next))
                .orElseGet(
                        () -> new Escalated(step, instant(row, "escalated_at").orElseThrow()));
    }
}
