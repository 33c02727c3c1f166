package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import java.util.List;
import java.util.Optional;

/** The kinds of units there are. */
public interface Kinds {

    /** By code. */
    List<Kind> all();

    boolean exists(String code);

    /** Holds it until the end of the unit of work. */
    Optional<Kind> lock(String code);

    /** Adds a new one; false if there is one with its code. */
    boolean add(Kind kind);

    /** Keeps all of a locked one. */
    void save(Kind kind);
}
