package io.qipan.ecology.procedure.model;

import java.time.Instant;
import java.util.Optional;

/** Where the criminal track of a case stands; the names are those of {@code qipan.ecology.v1.CriminalTrack.State}. */
public sealed interface Criminal {

    record NotProposed() implements Criminal {}

    /** Two officers have reported; the head decides. */
    record Proposed(Instant since) implements Criminal {}

    record Approved(Instant since) implements Criminal {}

    /** The head has decided against a transfer, with the reason on record. */
    record Refused(Instant since) implements Criminal {}

    /** The procuratorate holds that the case should be transferred. */
    record OpinionGiven(Instant since) implements Criminal {}

    /** On its way to the police, who have not signed yet. */
    record HandedOver(Instant since) implements Criminal {}

    /** Signed by police who are not competent and must forward it. */
    record Misdirected(Instant since) implements Criminal {}

    /** Signed by the police, who decide whether to file. */
    record Received(Instant since) implements Criminal {}

    record Filed(Instant since) implements Criminal {}

    /** @param returned whether the file is back with the agency */
    record NotFiled(Instant since, boolean returned) implements Criminal {}

    record Reconsidering(Instant since) implements Criminal {}

    /** The police have stood by their decision not to file. */
    record Upheld(Instant since) implements Criminal {}

    /** The procuratorate was asked to supervise the filing. */
    record Supervised(Instant since) implements Criminal {}

    record ReasonsDemanded(Instant since) implements Criminal {}

    record ReasonsGiven(Instant since) implements Criminal {}

    /** The procuratorate has told the police to file. */
    record FilingOrdered(Instant since) implements Criminal {}

    /** Not prosecuted: the procuratorate reviews whether a penalty is due. */
    record ReverseReview(Instant since) implements Criminal {}

    record Ended(Instant since, Outcome outcome) implements Criminal {}

    /** How a criminal track ends. */
    enum Outcome {
        /** The police have withdrawn the case. */
        WITHDRAWN,
        NOT_PROSECUTED,
        CONVICTED,
        ACQUITTED,
        /** Never filed, and the procuratorate agrees. */
        FILING_DECLINED
    }

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case NotProposed _ -> "NOT_PROPOSED";
            case Proposed _ -> "PROPOSED";
            case Approved _ -> "APPROVED";
            case Refused _ -> "REFUSED";
            case OpinionGiven _ -> "OPINION_GIVEN";
            case HandedOver _ -> "HANDED_OVER";
            case Misdirected _ -> "MISDIRECTED";
            case Received _ -> "RECEIVED";
            case Filed _ -> "FILED";
            case NotFiled _ -> "NOT_FILED";
            case Reconsidering _ -> "RECONSIDERING";
            case Upheld _ -> "UPHELD";
            case Supervised _ -> "SUPERVISED";
            case ReasonsDemanded _ -> "REASONS_DEMANDED";
            case ReasonsGiven _ -> "REASONS_GIVEN";
            case FilingOrdered _ -> "FILING_ORDERED";
            case ReverseReview _ -> "REVERSE_REVIEW";
            case Ended _ -> "ENDED";
        };
    }

    /** When it came there; empty if nothing was done. */
    default Optional<Instant> reachedAt() {
        return switch (this) {
            case NotProposed _ -> Optional.empty();
            case Proposed(Instant since) -> Optional.of(since);
            case Approved(Instant since) -> Optional.of(since);
            case Refused(Instant since) -> Optional.of(since);
            case OpinionGiven(Instant since) -> Optional.of(since);
            case HandedOver(Instant since) -> Optional.of(since);
            case Misdirected(Instant since) -> Optional.of(since);
            case Received(Instant since) -> Optional.of(since);
            case Filed(Instant since) -> Optional.of(since);
            case NotFiled(Instant since, boolean _) -> Optional.of(since);
            case Reconsidering(Instant since) -> Optional.of(since);
            case Upheld(Instant since) -> Optional.of(since);
            case Supervised(Instant since) -> Optional.of(since);
            case ReasonsDemanded(Instant since) -> Optional.of(since);
            case ReasonsGiven(Instant since) -> Optional.of(since);
            case FilingOrdered(Instant since) -> Optional.of(since);
            case ReverseReview(Instant since) -> Optional.of(since);
            case Ended(Instant since, Outcome _) -> Optional.of(since);
        };
    }

    /** Whether the suspicion of a crime is being dealt with, so that the administrative track has to wait. */
    default boolean isOpen() {
        return switch (this) {
            case NotProposed _, Refused _, NotFiled _, Upheld _, Ended _ -> false;
            default -> true;
        };
    }

    /**
     * Whether it has ended without a transfer that a court has judged, so that what becomes known later is decided anew. What a
     * court has judged only a court takes up again.
     */
    default boolean yieldsToNewerFacts() {
        return switch (this) {
            case Refused _, NotFiled _, Upheld _ -> true;
            case Ended(Instant _, Outcome outcome) -> outcome != Outcome.CONVICTED && outcome != Outcome.ACQUITTED;
            default -> false;
        };
    }

    /** Whether the case has left the agency and not come back. */
    default boolean isAway() {
        return switch (this) {
            case NotProposed _, Proposed _, Approved _, Refused _, OpinionGiven _, NotFiled _, Upheld _, Ended _ ->
                false;
            default -> true;
        };
    }
}
