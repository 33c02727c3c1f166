package io.qipan.ecology.procedure.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Criminal rules that would apply if facts that are not known were so.
 *
 * @param rules {@code rules/{id}}
 * @param facts their codes; {@code activity} if it is not known which kind of it was done
 * @param since since when the facts are what they are; long ago if they were never others
 */
public record PossibleCrime(List<String> rules, SortedSet<String> facts, Instant since) {
    /** Facts first; without them no penalty, and no penalty in place of a transfer. */
    private static final String ARTICLE = "行政处罚法 Art 27, 40; 国务院令310号 Art 3, 5";

    private static final int MOST_NAMED = 5;

    public PossibleCrime {
        rules = List.copyOf(rules);
        facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
    }

    /**
     * Why nothing ends before they are known: empty if somebody has decided on the transfer since the facts are what
     * they are, or has said that those which are missing cannot be established.
     */
    public Optional<Refusal> obstacle(String resource, String action, Procedure procedure) {
        boolean left = procedure
                .unestablished()
                .filter(known -> known.facts().containsAll(facts))
                .isPresent();
        if (left || !procedure.isTransferUndecided(Optional.of(since))) {
            return Optional.empty();
        }
        String missing = String.join(", ", facts);
        return Optional.of(Refusal.of(
                        Reason.INCOMPLETE,
                        resource + " cannot " + action + ": it may be a crime by " + named()
                                + ", which hangs on facts that are not known: " + missing
                                + ". Tell them (ReviseFacts), have the transfer decided, or record why they cannot be"
                                + " established (LeaveUnestablished). (" + ARTICLE + ")")
                .with("resource", resource)
                .with("missing", missing));
    }

    private String named() {
        String some = String.join(", ", rules.subList(0, Math.min(MOST_NAMED, rules.size())));
        return rules.size() > MOST_NAMED ? some + " and " + (rules.size() - MOST_NAMED) + " others" : some;
    }
}
