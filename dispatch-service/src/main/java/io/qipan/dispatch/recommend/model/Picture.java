package io.qipan.dispatch.recommend.model;

import io.qipan.dispatch.recommend.model.Recommendation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The units that could be sent somewhere.
 *
 * @param media what one may move on there
 * @param fresh whether patrol-service has just told; if not, this is what was known before it went away
 * @param supplies of all units there are, by capability, if {@code units} are only the soonest of them; else empty
 */
public record Picture(List<Candidate> units, Media media, boolean fresh, Map<String, Supply> supplies) {
    public Picture {
        units = List.copyOf(units);
        supplies = Map.copyOf(supplies);
    }

    /** Of all units. */
    public Picture(List<Candidate> units, Media media, boolean fresh) {
        this(units, media, fresh, Map.of());
    }

    /** Chooses among all of them, see {@link Recommendation#choose}. */
    public Recommendation choose(List<Need> needs, Target target, Instant now) {
        return choose(units, needs, target, now);
    }

    /** Chooses among these of them. */
    public Recommendation choose(List<Candidate> among, List<Need> needs, Target target, Instant now) {
        return Recommendation.choose(
                among,
                fresh,
                needs,
                target,
                media,
                now,
                need -> Optional.ofNullable(supplies.get(need.capability()))
                        .orElseGet(() -> Supply.of(among, need, media)));
    }
}
