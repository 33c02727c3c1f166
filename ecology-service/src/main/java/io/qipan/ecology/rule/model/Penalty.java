package io.qipan.ecology.rule.model;

import java.util.Optional;

/** What a rule threatens, on some facts or always. */
public record Penalty(Text text, Condition when, Fine fine) {

    /** How the fine is counted. */
    public sealed interface Fine {

        /** There is none. */
        record None() implements Fine {}

        record Yuan(Range range) implements Fine {}

        /** So many times an amount in yuan, or so many yuan for each unit of another amount. */
        record Times(FactType of, double from, double to) implements Fine {}
    }

    /** Yuan, both ends included. */
    public record Range(long from, long to) {
        public Range {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException(from + " to " + to + " yuan is no range");
            }
        }
    }

    /** The fine by these facts; empty if there is none, or its amount hangs on a fact that is not known. */
    Optional<Range> yuan(Facts facts) {
        return switch (fine) {
            case Fine.None() -> Optional.empty();
            case Fine.Yuan(Range range) -> Optional.of(range);
            case Fine.Times(FactType of, double from, double to) ->
                facts.of(of)
                        .filter(FactValue.Amount.class::isInstance)
                        .map(value -> times(((FactValue.Amount) value).number(), from, to))
                        .filter(range -> range.to() > 0);
        };
    }

    /** Whether a fact that the fine is counted by is not known. */
    boolean amountUnknown(Facts facts) {
        return amountMissing(facts).isPresent();
    }

    /** The fact that the fine is counted by, if it is not known. */
    Optional<FactType> amountMissing(Facts facts) {
        return fine instanceof Fine.Times times && facts.of(times.of()).isEmpty()
                ? Optional.of(times.of())
                : Optional.empty();
    }

    private static Range times(double amount, double from, double to) {
        return new Range(Math.round(amount * from), Math.round(amount * to));
    }
}
