package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All agencies and agreements. Inside a unit of work only. */
public interface Agencies {

    /** Keeps a new agency, unless its code is taken: then nothing happens and the answer is false. */
    boolean add(Agency agency);

    Optional<Agency> find(String code);

    /** Like {@link #find(String)}; nobody else can change it until this unit of work ends. */
    Optional<Agency> lock(String code);

    /** Keeps the next revision of an agency that was {@link #lock(String) locked}. */
    void save(Agency revised);

    /** Those whose area has the point, by code. */
    List<Agency> at(Wgs84 point);

    /** Those that it belongs to, the nearest first. */
    List<Agency> superiors(Agency agency);

    /** By code. */
    List<Agency> list(String after, int most);

    void add(Agreement agreement);

    void save(Agreement changed);

    Optional<Agreement> find(UUID id);

    /** Like {@link #find(UUID)}; nobody else can change it until this unit of work ends. */
    Optional<Agreement> lock(UUID id);

    /** The newest first. */
    List<Agreement> list(Optional<UUID> before, int most);

    /** Those that the agency, by its name, is party to and that hold then. */
    List<Agreement> inForce(String agency, Instant at);
}
