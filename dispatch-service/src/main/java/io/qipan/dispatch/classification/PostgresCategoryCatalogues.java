package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.proto.dispatch.v1.Category;
import io.qipan.proto.dispatch.v1.PriorityRule;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresCategoryCatalogues implements CategoryCatalogues {
    /** The one that was asked for last, mostly the one in force. A revision that was stored never changes. */
    private volatile @Nullable CategoryCatalogue last;

    @Override
    public void holdForChange() {
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('category catalogue', 0))");
    }

    @Override
    public long newest() {
        return Tx.current()
                .query("select coalesce(max(number), 0) from category_catalogue")
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public Optional<CategoryCatalogue> find(long number) {
        CategoryCatalogue known = last;
        if (known != null && known.number() == number) {
            return Optional.of(known);
        }
        Optional<CategoryCatalogue> found =
                read("where number = $1", number).stream().findFirst();
        found.ifPresent(catalogue -> last = catalogue);
        return found;
    }

    @Override
    public void add(CategoryCatalogue catalogue) {
        Tx.current()
                .write(
                        """
                        insert into category_catalogue (number, made_at, made_by, reason, categories, priority_rules)
                        values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb)\
                        """,
                        catalogue.number(),
                        catalogue.madeAt(),
                        catalogue.madeBy(),
                        catalogue.reason(),
                        JsonColumn.write(CatalogueMessages.categoryMessages(catalogue.categories())),
                        JsonColumn.write(CatalogueMessages.ruleMessages(catalogue.rules())));
    }

    @Override
    public List<CategoryCatalogue> list(Optional<Long> before, int limit) {
        return read("where number < $1 order by number desc limit $2", before.orElse(Long.MAX_VALUE), limit);
    }

    private static List<CategoryCatalogue> read(String where, @Nullable Object... arguments) {
        List<CategoryCatalogue> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from category_catalogue " + where, arguments)) {
            found.add(new CategoryCatalogue(
                    row.getLong("number"),
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getString("made_by"),
                    row.getString("reason"),
                    CatalogueMessages.categories(
                            JsonColumn.read(row.getJsonArray("categories"), Category::newBuilder).stream()
                                    .map(Category.Builder::build)
                                    .toList()),
                    CatalogueMessages.rules(
                            JsonColumn.read(row.getJsonArray("priority_rules"), PriorityRule::newBuilder).stream()
                                    .map(PriorityRule.Builder::build)
                                    .toList())));
        }
        return found;
    }
}
