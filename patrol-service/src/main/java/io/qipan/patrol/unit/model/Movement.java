package io.qipan.patrol.unit.model;

/** Whether the season lets a unit move somewhere. */
public sealed interface Movement {

    record InSeason() implements Movement {}

    /**
     * Nothing that it moves on is open.
     *
     * @param ruledBy name of the declaration or code of the rule that closes the first of its media; empty if nothing opens it
     */
    record OutOfSeason(String ruledBy, String reasonEn, String reasonZh) implements Movement {}
}
