package io.qipan.bench.hotspots;

import io.qipan.dispatch.pattern.model.Binomial;
import java.util.Map;

/** How often something happened, with the exact interval of 95 % for how often it would. */
record Share(int hits, int of) {

    private Binomial.Interval interval() {
        return new Binomial(hits, of).interval(0.95);
    }

    private double value() {
        return of == 0 ? 0 : (double) hits / of;
    }

    @Override
    public String toString() {
        return "%.3f (%.3f to %.3f; %d of %d)"
                .formatted(value(), interval().lower(), interval().upper(), hits, of);
    }

    Map<String, Object> fields() {
        return Map.of(
                "hits", hits,
                "of", of,
                "share", value(),
                "lower", interval().lower(),
                "upper", interval().upper());
    }
}
