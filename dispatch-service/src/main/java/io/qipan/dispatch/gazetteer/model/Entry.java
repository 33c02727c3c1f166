package io.qipan.dispatch.gazetteer.model;

/** A place of one source. */
public record Entry(String source, Place place) {

    public String name() {
        return "places/" + source + "/" + place.code();
    }
}
