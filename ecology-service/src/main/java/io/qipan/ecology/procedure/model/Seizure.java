package io.qipan.ecology.procedure.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Things that an agency has taken, locked or registered for a case.
 *
 * @param number counts the seizures of the case, from 1
 * @param decision number of the paper
 * @param approvedBy a head of the agency; empty of what was done on the spot, as long as nobody has approved it
 * @param evidence {@code evidence/{uuid}} that proves it
 * @param keeper who has the things; empty as long as nobody was named
 * @param end empty while they are held
 */
public record Seizure(
        int number,
        Kind kind,
        List<Item> items,
        String decision,
        String approvedBy,
        Instant since,
        String by,
        List<String> evidence,
        Optional<Keeper> keeper,
        Optional<End> end) {

    /** What was done with them; see {@code qipan.ecology.v1.Seizure.Kind}. */
    public enum Kind {
        SEIZED,
        SEALED,
        REGISTERED;

        /** The clock by which it has to end. */
        ClockKind clock() {
            return this == REGISTERED ? ClockKind.REGISTERED_ITEMS : ClockKind.SEIZURE;
        }
    }

    /** What became of them; see {@code qipan.ecology.v1.Seizure.Outcome}. */
    public enum Outcome {
        RETURNED,
        CONFISCATED,
        DESTROYED,
        HANDED_TO_POLICE,
        SEIZED_AFTERWARDS
    }

    /** @param quantity in {@code unit} */
    public record Item(String description, double quantity, String unit) {}

    public record Keeper(String name, Instant since) {}

    /** @param evidence {@code evidence/{uuid}} that proves it */
    public record End(Outcome outcome, Instant at, List<String> evidence) {
        public End {
            evidence = List.copyOf(evidence);
        }
    }

    public Seizure {
        items = List.copyOf(items);
        evidence = List.copyOf(evidence);
    }

    public boolean isHeld() {
        return end.isEmpty();
    }

    public boolean isApproved() {
        return !approvedBy.isEmpty();
    }

    Seizure approvedBy(String head) {
        return new Seizure(number, kind, items, decision, head, since, by, evidence, keeper, end);
    }

    Seizure keptBy(Keeper next) {
        return new Seizure(number, kind, items, decision, approvedBy, since, by, evidence, Optional.of(next), end);
    }

    Seizure ended(End its) {
        return new Seizure(number, kind, items, decision, approvedBy, since, by, evidence, keeper, Optional.of(its));
    }
}
