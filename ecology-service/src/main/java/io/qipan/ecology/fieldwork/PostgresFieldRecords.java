package io.qipan.ecology.fieldwork;

import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecord.Matter;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresFieldRecords implements FieldRecords {

    @Override
    public void add(UUID id, FieldRecord record) {
        write("""
                insert into field_record (id, matter, agency, happened_at, known_at, people, vehicles, amount, suspect,
                    drill, annulled, catch_kg, content)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb)\
                """, id, record);
    }

    @Override
    public void save(UUID id, FieldRecord changed) {
        write("""
                update field_record set matter = $2, agency = $3, happened_at = $4, known_at = $5, people = $6,
                    vehicles = $7, amount = $8, suspect = $9, drill = $10, annulled = $11, catch_kg = $12,
                    content = $13::text::jsonb
                where id = $1\
                """, id, changed);
    }

    private static void write(String sql, UUID id, FieldRecord record) {
        FieldEntry entry = record.getEntry();
        Tx.current()
                .write(
                        sql,
                        id,
                        record.getMatter().name(),
                        entry.getAgency(),
                        Times.instant(entry.getHappenedAt()),
                        Times.instant(record.hasChangedAt() ? record.getChangedAt() : record.getRecordedAt()),
                        entry.getPeople(),
                        entry.getVehicles(),
                        amount(entry),
                        entry.hasCoerciveMeasure()
                                ? entry.getCoerciveMeasure().getCase() + "/"
                                        + entry.getCoerciveMeasure().getSuspect()
                                : null,
                        entry.getDrill(),
                        record.getAnnulled(),
                        entry.hasSeizure() ? entry.getSeizure().getCatchKg() : null,
                        JsonColumn.write(List.of(record)));
    }

    /** What a figure sums up: people told, cards, reach, pieces of gear. Absent where it is not known. */
    private static @Nullable Integer amount(FieldEntry entry) {
        return switch (entry.getMatterCase()) {
            case BIRD_SIGHTING -> entry.getBirdSighting().getCount();
            case DISTURBANCE_CORRECTED -> entry.getDisturbanceCorrected().getPeopleTold();
            case CONTACT_CARDS -> entry.getContactCards().getCards();
            case PUBLICITY ->
                entry.getPublicity().hasReach() ? entry.getPublicity().getReach() : null;
            case COERCIVE_MEASURE -> 1;
            case SEIZURE -> entry.getSeizure().getGear();
            case MATTER_NOT_SET -> throw new IllegalArgumentException("The contract lets no such entry through");
        };
    }

    @Override
    public Optional<FieldRecord> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<FieldRecord> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<FieldRecord> list(Optional<Matter> matter, Optional<UUID> before, int most) {
        return read("""
                where ($1::text is null or matter = $1) and ($2::uuid is null or id < $2) order by id desc limit $3\
                """, matter.map(Matter::name).orElse(null), before.orElse(null), most);
    }

    private static List<FieldRecord> read(String where, @Nullable Object... arguments) {
        List<FieldRecord> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from field_record " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), FieldRecord::newBuilder)
                    .forEach(message -> found.add(message.build()));
        }
        return found;
    }
}
