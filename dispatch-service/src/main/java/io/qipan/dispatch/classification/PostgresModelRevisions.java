package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.ModelRevision;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class PostgresModelRevisions implements ModelRevisions {

    @Override
    public Optional<ModelRevision> newest() {
        return first("order by number desc limit $1", 1);
    }

    @Override
    public Optional<ModelRevision> find(long number) {
        return first("where number = $1", number);
    }

    private static Optional<ModelRevision> first(String where, long argument) {
        for (Row row : Tx.current().query("select * from classification_model " + where, argument)) {
            return Optional.of(new ModelRevision(
                    row.getLong("number"),
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getOffsetDateTime("trained_until").toInstant(),
                    row.getInteger("cases")));
        }
        return Optional.empty();
    }

    @Override
    public void add(ModelRevision revision) {
        Tx.current().write("""
            insert into classification_model (number, made_at, trained_until, cases)
            values ($1, $2, $3, $4)\
            """, revision.number(), revision.madeAt(), revision.trainedUntil(), revision.cases());
    }
}
