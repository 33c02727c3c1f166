package io.qipan.ecology.species;

import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.Species.Protection;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.ecology.species.model.SpeciesList.Count;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSpeciesLists implements SpeciesLists {

    @Override
    public void lock() {
        // Keeps out writers and not readers. The newest row would not do: before the first import there is none.
        Tx.current().query("lock table species_list in share row exclusive mode");
    }

    @Override
    public Optional<SpeciesList> newest() {
        return one("order by number desc limit 1");
    }

    @Override
    public Optional<SpeciesList> find(long number) {
        return one("where number = $1", number);
    }

    @Override
    public Optional<SpeciesList> inForceOn(LocalDate day) {
        return one("where in_force_from <= $1 order by in_force_from desc, number desc limit 1", day);
    }

    private static Optional<SpeciesList> one(String where, @Nullable Object... arguments) {
        for (Row row : Tx.current().query("select * from species_list " + where, arguments)) {
            int first = row.getInteger("first_class");
            int second = row.getInteger("second_class");
            return Optional.of(new SpeciesList(
                    row.getLong("number"),
                    row.getLocalDate("in_force_from"),
                    new Count(first + second, first, second, row.getInteger("aquatic")),
                    row.getOffsetDateTime("imported_at").toInstant(),
                    row.getString("imported_by"),
                    row.getString("reason")));
        }
        return Optional.empty();
    }

    @Override
    public List<Species> species(long number) {
        List<Species> species = new ArrayList<>();
        for (Row row :
                Tx.current().query("select * from protected_species where list = $1 order by position", number)) {
            species.add(new Species(
                    row.getString("name_zh"),
                    row.getString("name_latin"),
                    row.getString("phylum"),
                    row.getString("class"),
                    row.getString("order_name"),
                    row.getString("family"),
                    Protection.valueOf(row.getString("protection")),
                    row.getBoolean("aquatic"),
                    row.getBoolean("whole_group"),
                    row.getBoolean("group_complete"),
                    row.getBoolean("wild_only"),
                    row.getString("former_name_zh"),
                    row.getString("remark")));
        }
        return species;
    }

    @Override
    public void add(SpeciesList list, List<Species> species) {
        Tx.current()
                .write(
                        """
                        insert into species_list
                            (number, in_force_from, first_class, second_class, aquatic, imported_at, imported_by, reason)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        list.number(),
                        list.inForceFrom(),
                        list.count().first(),
                        list.count().second(),
                        list.count().aquatic(),
                        list.importedAt(),
                        list.importedBy(),
                        list.reason());
        for (int position = 0; position < species.size(); position++) {
            add(list.number(), position, species.get(position));
        }
    }

    private static void add(long list, int position, Species one) {
        Tx.current()
                .write(
                        """
                        insert into protected_species
                            (list, position, name_zh, name_latin, phylum, class, order_name, family, protection,
                             aquatic, whole_group, group_complete, wild_only, former_name_zh, remark)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)""",
                        list,
                        position,
                        one.chinese(),
                        one.latin(),
                        one.phylum(),
                        one.className(),
                        one.order(),
                        one.family(),
                        one.protection().name(),
                        one.aquatic(),
                        one.wholeGroup(),
                        one.groupComplete(),
                        one.wildOnly(),
                        one.formerName(),
                        one.remark());
    }
}
