package io.qipan.ecology.rule.model;

import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** Where a rule holds. */
public sealed interface Place permits NamedWaters, AnyFisheryWater, Areas, AlongLine, Everywhere {

    Fit fit(Act act);

    /** In words. */
    Text text();

    /** A box of degrees, longitude first, outside of which nothing is in the place; empty if none is known. */
    Optional<Envelope> bounds();
}
