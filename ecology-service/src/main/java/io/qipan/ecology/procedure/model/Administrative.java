package io.qipan.ecology.procedure.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the administrative track of a case stands. */
public sealed interface Administrative {

    record NotFiled() implements Administrative {}

    record Filed(Instant since) implements Administrative {}

    /**
     * @param kinds at least one, each once
     * @param fineFen of a fine, hundredths of a yuan
     * @param basis {@code rules/{id}}; empty of a penalty that was imposed before it was kept
     * @param revision of the rule set by which the law of the decision was evaluated; empty as the basis
     */
    record Penalised(
            Instant since,
            List<PenaltyKind> kinds,
            OptionalLong fineFen,
            String decision,
            Optional<String> basis,
            Optional<FineDeviation> deviation,
            String revision)
            implements Administrative {
        public Penalised {
            kinds = List.copyOf(kinds);
        }
    }

    /** It was decided that there is no penalty. */
    record Dropped(Instant since) implements Administrative {}

    /** Whether there is a decision, of one kind or the other. */
    default boolean isDecided() {
        return this instanceof Penalised || this instanceof Dropped;
    }

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case NotFiled _ -> "NOT_FILED";
            case Filed _ -> "FILED";
            case Penalised _ -> "PENALISED";
            case Dropped _ -> "DROPPED";
        };
    }

    /** The penalties of Art 9 of the Administrative Penalty Law. */
    enum PenaltyKind {
        WARNING,
        FINE,
        CONFISCATION,
        LICENCE,
        CLOSURE,
        DETENTION,
        OTHER_PENALTY
    }
}
