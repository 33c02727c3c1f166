package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Revoked;
import io.qipan.patrol.season.model.Declaration.Standing;
import io.qipan.patrol.season.model.Declaration.State;
import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresDeclarations implements Declarations {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public void add(Declaration declaration) {
        Tx.current()
                .write(
                        """
                        insert into medium_declaration
                            (id, version, media, passage, place, from_at, until_at, reason, declared_by, declared_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                        declaration.id(),
                        declaration.version(),
                        declaration.media().stream().sorted().map(Medium::code).toArray(String[]::new),
                        declaration.passage().code(),
                        declaration.place().orElse(null),
                        declaration.from(),
                        declaration.until().orElse(null),
                        declaration.reason(),
                        declaration.declaredBy(),
                        declaration.declaredAt());
    }

    @Override
    public Optional<Declaration> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Declaration> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public void save(Declaration declaration) {
        switch (declaration.state()) {
            case Standing _ ->
                Tx.current()
                        .write(
                                "update medium_declaration set version = $2 where id = $1",
                                declaration.id(),
                                declaration.version());
            case Revoked(Instant at, String by, String reason) ->
                Tx.current().write("""
                                update medium_declaration
                                set version = $2, revoked_at = $3, revoked_by = $4, revoke_reason = $5 where id = $1""", declaration.id(), declaration.version(), at, by, reason);
        }
    }

    @Override
    public List<Declaration> standing(Instant now) {
        return read("where revoked_at is null and (until_at is null or until_at > $1) order by id", now);
    }

    @Override
    public List<Declaration> list(Page page, boolean standingOnly) {
        return read(
                "where id < $1 and (not $2 or revoked_at is null) order by id desc limit $3",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                standingOnly,
                page.size() + 1);
    }

    private static List<Declaration> read(String where, @Nullable Object... arguments) {
        List<Declaration> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from medium_declaration " + where, arguments)) {
            found.add(new Declaration(
                    row.getUUID("id"),
                    row.getLong("version"),
                    Arrays.stream(row.getArrayOfStrings("media"))
                            .map(code -> Medium.valueOf(code.toUpperCase(Locale.ROOT)))
                            .collect(Collectors.toSet()),
                    Passage.valueOf(row.getString("passage").toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.getString("place")),
                    row.getOffsetDateTime("from_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("until_at")).map(OffsetDateTime::toInstant),
                    row.getString("reason"),
                    row.getString("declared_by"),
                    row.getOffsetDateTime("declared_at").toInstant(),
                    state(row)));
        }
        return found;
    }

    private static State state(Row row) {
        OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
        return revokedAt == null
                ? new Standing()
                : new Revoked(revokedAt.toInstant(), row.getString("revoked_by"), row.getString("revoke_reason"));
    }
}
