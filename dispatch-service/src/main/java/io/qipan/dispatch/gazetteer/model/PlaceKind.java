package io.qipan.dispatch.gazetteer.model;

/** What a place of the gazetteer is; see {@code qipan.dispatch.v1.Place.Kind}. */
public enum PlaceKind {
    DISTRICT,
    ROAD,
    ADDRESS,
    LANDMARK
}
