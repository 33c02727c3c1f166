package io.qipan.dispatch.zone.model;

/** What patrol-service says of a place. */
public sealed interface ZoneAnswer {

    /** Something that does not change until the place or the grid does. */
    sealed interface Known extends ZoneAnswer {}

    /**
     * @param zone {@code gridFeatures/zone-...}
     * @param revision of the grid, from 1 on
     */
    record InZone(String zone, long revision) implements Known {}

    /** By that revision of the grid it is in none. */
    record InNone(long revision) implements Known {}

    /** It takes no such place, however often it is asked. */
    record Refused() implements Known {}

    /** There is no grid yet. */
    record NoGrid() implements ZoneAnswer {}
}
