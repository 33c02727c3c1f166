package io.qipan.dispatch.searcharea.model;

/** What a fact says of its ground, as the factors of the probability inside and outside of it. */
public sealed interface Claim {
    double inside();

    double outside();

    /** Somebody says that it is there. */
    record Holds(double certainty) implements Claim {
        @Override
        public double inside() {
            return certainty;
        }

        @Override
        public double outside() {
            return 1 - certainty;
        }
    }

    /** Somebody looked there and found nothing. */
    record Searched(double detection) implements Claim {
        @Override
        public double inside() {
            return 1 - detection;
        }

        @Override
        public double outside() {
            return 1;
        }
    }

    /** Whether it gives a place to begin with. */
    default boolean saysWhere() {
        return this instanceof Holds(double certainty) && certainty > INDIFFERENT;
    }

    /** Whether it speaks for one side; of a search that finds half or less nobody expects that it settles anything. */
    default boolean takesSides() {
        return saysInside() || saysOutside();
    }

    default boolean saysInside() {
        return saysWhere();
    }

    default boolean saysOutside() {
        return switch (this) {
            case Holds(double certainty) -> certainty < INDIFFERENT;
            case Searched(double detection) -> detection > INDIFFERENT;
        };
    }

    /** A certainty of one half changes no odds. */
    double INDIFFERENT = 0.5;
}
