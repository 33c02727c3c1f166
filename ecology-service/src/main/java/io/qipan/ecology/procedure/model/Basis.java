package io.qipan.ecology.procedure.model;

import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.Penalty.Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rule that the act breaks, and what a decision could rest on it.
 *
 * @param rule {@code rules/{id}}
 * @param displaced by which later law it does not count any more, in a sentence; empty if it counts
 */
public record Basis(String rule, Handling handling, Optional<String> displaced, List<Threat> threats) {
    private static final long FEN = 100;

    public Basis {
        threats = List.copyOf(threats);
    }

    /**
     * One of its penalties.
     *
     * @param condition in words; empty if there is none
     * @param yuan the fine; empty if there is none or its amount is not known
     * @param uncertain it hangs on facts that are not known
     */
    public record Threat(String text, String condition, Optional<Range> yuan, boolean uncertain) {
        private boolean covers(long fen) {
            return !uncertain
                    && yuan.filter(range -> range.from() * FEN <= fen && fen <= range.to() * FEN)
                            .isPresent();
        }

        @Override
        public String toString() {
            String range = yuan.map(known -> known.from() + " to " + known.to() + " yuan")
                    .orElse("no amount");
            return range + " (" + text + (uncertain ? "; not known whether it is the case: " + condition : "") + ")";
        }
    }

    /** Whether an administrative penalty can rest on it: a crime is for the police, and persuasion is no penalty. */
    boolean carriesPenalty() {
        return handling == Handling.ADMINISTRATIVE && displaced.isEmpty();
    }

    /** Whether it threatens a fine of so much by the facts that are known. */
    boolean threatens(long fen) {
        return threats.stream().anyMatch(threat -> threat.covers(fen));
    }

    String threatened() {
        return threats.isEmpty()
                ? "nothing"
                : threats.stream().map(Threat::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return rule + " (" + handling
                + displaced.map(later -> ", displaced: " + later).orElse("") + ")";
    }
}
