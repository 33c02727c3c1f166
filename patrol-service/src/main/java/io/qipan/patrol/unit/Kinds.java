package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import java.util.List;

/** The kinds of units there are; loaded by migrations. */
public interface Kinds {

    /** By code. */
    List<Kind> all();

    boolean exists(String code);
}
