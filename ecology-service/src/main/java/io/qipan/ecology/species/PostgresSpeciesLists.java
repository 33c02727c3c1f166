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
import java.util.function.Function;
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
        addAll(list.number(), species);
    }

    /** In one statement: a list has about a thousand rows. */
    private static void addAll(long list, List<Species> species) {
        Tx.current()
                .write(
                        """
                        insert into protected_species
                            (list, position, name_zh, name_latin, phylum, class, order_name, family, protection,
                             aquatic, whole_group, group_complete, wild_only, former_name_zh, remark)
                        select $1, ordinality - 1, name_zh, name_latin, phylum, class, order_name, family, protection,
                               aquatic, whole_group, group_complete, wild_only, former_name_zh, remark
                        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                                    $9::boolean[], $10::boolean[], $11::boolean[], $12::boolean[], $13::text[], $14::text[])
                             with ordinality
                             as animal (name_zh, name_latin, phylum, class, order_name, family, protection,
                                     aquatic, whole_group, group_complete, wild_only, former_name_zh, remark, ordinality)""",
                        list,
                        texts(species, Species::chinese),
                        texts(species, Species::latin),
                        texts(species, Species::phylum),
                        texts(species, Species::className),
                        texts(species, Species::order),
                        texts(species, Species::family),
                        texts(species, one -> one.protection().name()),
                        flags(species, Species::aquatic),
                        flags(species, Species::wholeGroup),
                        flags(species, Species::groupComplete),
                        flags(species, Species::wildOnly),
                        texts(species, Species::formerName),
                        texts(species, Species::remark));
    }

    private static String[] texts(List<Species> species, Function<Species, String> part) {
        return species.stream().map(part).toArray(String[]::new);
    }

    private static Boolean[] flags(List<Species> species, Function<Species, Boolean> part) {
        return species.stream().map(part).toArray(Boolean[]::new);
    }
}
