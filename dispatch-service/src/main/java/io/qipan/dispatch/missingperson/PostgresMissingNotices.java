package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Basis;
import io.qipan.dispatch.missingperson.model.Fact;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.NoticeState;
import io.qipan.dispatch.missingperson.model.NoticeState.Act;
import io.qipan.dispatch.missingperson.model.NoticeState.Discarded;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Released;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawing;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawn;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresMissingNotices implements MissingNotices {
    private static final String SELECT =
            "select n.*, (select drill from missing_search where id = n.search_id) from missing_notice n ";

    @Override
    public void add(MissingNotice notice) {
        Tx.current()
                .write(
                        """
                        insert into missing_notice (id, version, state, search_id, facts, basis, given_as, agreed, citation,
                            channels, owner, drafted_by, drafted_at, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb, $11, $12, $13, $14, $15)\
                        """,
                        notice.id().uuid(),
                        notice.version(),
                        notice.state().word(),
                        notice.search().uuid(),
                        names(notice.facts()),
                        notice.basis().kind().name(),
                        notice.basis().givenAs(),
                        names(notice.basis().facts()),
                        notice.basis().citation(),
                        channels(notice),
                        notice.owner(),
                        notice.drafted().by(),
                        notice.drafted().at(),
                        notice.nextDeadlineAt().orElseThrow(),
                        notice.reminders());
    }

    private static String[] names(Set<Fact> facts) {
        return facts.stream().sorted().map(Fact::name).toArray(String[]::new);
    }

    private static String channels(MissingNotice notice) {
        return JsonColumn.write(
                notice.channels().stream().map(MissingNoticeMessages::message).toList());
    }

    @Override
    public Optional<MissingNotice> find(MissingNoticeId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public MissingNotice lock(MissingNoticeId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(MissingNotice notice) {
        Tx.current()
                .write(
                        """
                        update missing_notice set version = $2, state = $3, channels = $4::text::jsonb, owner = $5,
                            released_by = $6, released_at = $7, withdrawn_by = $8, withdrawn_at = $9, withdraw_reason = $10,
                            next_deadline_at = $11, reminders = $12
                        where id = $1\
                        """,
                        notice.id().uuid(),
                        notice.version(),
                        notice.state().word(),
                        channels(notice),
                        notice.owner(),
                        notice.release().map(Act::by).orElse(null),
                        notice.release().map(Act::at).orElse(null),
                        notice.end().map(End::by).orElse(null),
                        notice.end().map(End::at).orElse(null),
                        notice.end().map(End::reason).orElse(null),
                        notice.nextDeadlineAt().orElse(null),
                        notice.reminders());
    }

    @Override
    public List<MissingNotice> list(Filter filter, Optional<MissingNoticeId> olderThan, int limit) {
        return read(
                """
                where ($1::uuid is null or search_id = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4\
                """,
                filter.search().map(MissingSearchId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(MissingNoticeId::uuid).orElse(null),
                limit);
    }

    private static List<MissingNotice> read(String where, @Nullable Object... arguments) {
        List<MissingNotice> found = new ArrayList<>();
        for (Row row : Tx.current().query(SELECT + where, arguments)) {
            found.add(new MissingNotice(
                    new MissingNoticeId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    new MissingSearchId(row.getUUID("search_id")),
                    facts(row, "facts"),
                    new Basis(
                            Basis.Kind.valueOf(row.getString("basis")),
                            row.getString("given_as"),
                            facts(row, "agreed"),
                            row.getString("citation")),
                    JsonColumn.read(row.getJsonArray("channels"), NoticeChannel::newBuilder).stream()
                            .map(message -> MissingNoticeMessages.channel(message.build()))
                            .toList(),
                    row.getString("owner"),
                    new Act(instant(row, "drafted_at"), row.getString("drafted_by")),
                    row.getInteger("reminders"),
                    row.getBoolean("drill")));
        }
        return found;
    }

    private static Set<Fact> facts(Row row, String column) {
        return Arrays.stream(row.getArrayOfStrings(column)).map(Fact::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static NoticeState state(Row row) {
        return switch (row.getString("state")) {
            case "draft" -> new Draft(instant(row, "next_deadline_at"));
            case "released" -> new Released(release(row), instant(row, "next_deadline_at"));
            case "withdrawing" -> new Withdrawing(release(row), end(row), instant(row, "next_deadline_at"));
            case "withdrawn" -> new Withdrawn(release(row), end(row));
            case "discarded" -> new Discarded(end(row));
            case String other -> throw new IllegalStateException("A notice cannot be " + other);
        };
    }

    private static Act release(Row row) {
        return new Act(instant(row, "released_at"), row.getString("released_by"));
    }

    private static End end(Row row) {
        return new End(instant(row, "withdrawn_at"), row.getString("withdrawn_by"), row.getString("withdraw_reason"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
