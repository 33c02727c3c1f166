package io.qipan.ecology.fieldwork;

import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecord.Matter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All records. Inside a unit of work only. */
public interface FieldRecords {

    void add(UUID id, FieldRecord record);

    /** Keeps the next state of a record that was {@link #lock locked}. */
    void save(UUID id, FieldRecord changed);

    Optional<FieldRecord> find(UUID id);

    /** Like {@link #find}; nobody else can change the record until this unit of work ends. */
    Optional<FieldRecord> lock(UUID id);

    /** The one recorded last first. */
    List<FieldRecord> list(Optional<Matter> matter, Optional<UUID> before, int most);
}
