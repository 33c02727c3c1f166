package io.qipan.dispatch.recommend.model;

import java.util.List;

/**
 * The units that could be sent somewhere.
 *
 * @param media what one may move on there
 * @param fresh whether patrol-service has just told; if not, this is what was known before it went away
 */
public record Picture(List<Candidate> units, Media media, boolean fresh) {
    public Picture {
        units = List.copyOf(units);
    }
}
