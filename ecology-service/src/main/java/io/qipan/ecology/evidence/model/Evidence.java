package io.qipan.ecology.evidence.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of a case that is never changed, and who has held it.
 *
 * @param caseName {@code cases/{uuid}}
 * @param fromDevice taken by a camera, drone or sensor
 * @param capturedAt when it was taken, as reported
 * @param custody the first first, at least one
 * @param reviews the first first; of nothing but what a device has recorded
 */
public record Evidence(
        UUID id,
        String caseName,
        String title,
        String mediaType,
        Content content,
        boolean fromDevice,
        Instant capturedAt,
        List<Custody> custody,
        List<Review> reviews) {

    public static final String KIND = "evidence/";

    public Evidence {
        custody = List.copyOf(custody);
        reviews = List.copyOf(reviews);
    }

    /** That nobody has reviewed. */
    public Evidence(
            UUID id,
            String caseName,
            String title,
            String mediaType,
            Content content,
            boolean fromDevice,
            Instant capturedAt,
            List<Custody> custody) {
        this(id, caseName, title, mediaType, content, fromDevice, capturedAt, custody, List.of());
    }

    /** Where a chain is broken, and how. */
    public record Break(int number, String problem) {}

    /** New evidence in the hands of the one who brings it. */
    public Evidence broughtBy(String holder, Instant at, String reason) {
        return with(List.of(Custody.sealed(name(), 1, holder, at, holder, reason, origin())));
    }

    public String name() {
        return KIND + id;
    }

    /** What the chain hangs on: changes with anything that is known of the evidence beside its custody. */
    private String origin() {
        return Custody.seal(
                name(),
                caseName,
                title,
                mediaType,
                Long.toString(content.sizeBytes()),
                content.sha256(),
                Boolean.toString(fromDevice),
                capturedAt.toString());
    }

    /** How far the chain goes. */
    public CustodyHead head() {
        return custody.isEmpty()
                ? new CustodyHead(0, "")
                : new CustodyHead(custody.size(), custody.getLast().seal());
    }

    /** Why it does not go on from where somebody has seen it end; empty if it does. */
    public Optional<Break> missing(CustodyHead seen) {
        boolean there = custody.size() >= seen.entries()
                && (seen.seal().isEmpty()
                        || custody.get(seen.entries() - 1).seal().equals(seen.seal()));
        return there
                ? Optional.empty()
                : Optional.of(new Break(
                        Math.min(custody.size() + 1, seen.entries()),
                        "Entry " + seen.entries() + " was sealed as " + seen.seal() + " once, and "
                                + (custody.size() < seen.entries() ? "is gone." : "is another now.")));
    }

    /** Nothing but custody and reviews ever changes, and both only grow. */
    public String etag() {
        return Integer.toString(custody.size() + reviews.size());
    }

    /** This evidence, if it is still what the caller has read. */
    public Decision<Evidence> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** Whether it may prove something: what a device has recorded only after it has passed its review. */
    public boolean mayProve() {
        return !fromDevice || !reviews.isEmpty() && reviews.getLast().passed();
    }

    /** Whether somebody has to review it before anything rests on it. */
    public boolean waitsForReview() {
        return fromDevice && reviews.isEmpty();
    }

    /** Reviewed by two people; what did not pass may be reviewed again. */
    public Decision<Evidence> reviewed(Review review) {
        if (!fromDevice) {
            return Decision.refuse(illegalReview("NOT_FROM_DEVICE", "Only what a device has recorded is reviewed."));
        }
        if (mayProve()) {
            return Decision.refuse(
                    illegalReview("PASSED", "It passed at " + reviews.getLast().at() + "."));
        }
        if (review.legalReviewer().equals(review.technicalReviewer())) {
            String rule = review.legalReviewer() + " cannot do both reviews; name two people";
            return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, name() + ": technical_reviewer: " + rule + ".")
                    .withViolations(List.of(new Violation("technical_reviewer", rule))));
        }
        List<Review> more = new ArrayList<>(reviews);
        more.add(review);
        return Decision.grant(
                new Evidence(id, caseName, title, mediaType, content, fromDevice, capturedAt, custody, more));
    }

    private Refusal illegalReview(String state, String advice) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        name() + " is " + state + ": it cannot be reviewed. " + advice + " (行政处罚法 Art 41)")
                .with("resource", name())
                .with("state", state)
                .with("action", "be reviewed")
                .with("article", "行政处罚法 Art 41");
    }

    /** Gives it into somebody's custody. A broken chain takes no more entries: they would seem to heal it. */
    public Decision<Evidence> handedOver(String holder, Instant at, String by, String reason) {
        Optional<Break> broken = firstBreak();
        if (broken.isPresent()) {
            return Decision.refuse(broken(broken.get()));
        }
        Custody last = custody.getLast();
        if (at.isBefore(last.at())) {
            String rule = at + " lies before the entry before it, at " + last.at();
            return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, name() + ": occurred_at: " + rule + ".")
                    .withViolations(List.of(new Violation("occurred_at", rule))));
        }
        List<Custody> longer = new ArrayList<>(custody);
        longer.add(Custody.sealed(name(), last.number() + 1, holder, at, by, reason, last.seal()));
        return Decision.grant(with(longer));
    }

    /** A chain that is broken takes no more entries. */
    public Refusal broken(Break first) {
        return Refusal.of(
                        Reason.INCOMPLETE,
                        name() + ": the custody chain is broken: " + first.problem()
                                + " Find out why before anybody else takes it.")
                .with("resource", name())
                .with("missing", "custody");
    }

    /** The first entry that does not follow from the one before. */
    public Optional<Break> firstBreak() {
        String expected = origin();
        int number = 0;
        for (Custody entry : custody) {
            number++;
            if (entry.number() != number) {
                return Optional.of(new Break(number, "Entry " + number + " is missing."));
            }
            if (!entry.previousSeal().equals(expected)) {
                return Optional.of(
                        new Break(number, "Entry " + number + " does not follow from what stands before it."));
            }
            if (!entry.isWhole(name())) {
                return Optional.of(new Break(number, "Entry " + number + " was changed after it was sealed."));
            }
            expected = entry.seal();
        }
        return custody.isEmpty() ? Optional.of(new Break(1, "Entry 1 is missing.")) : Optional.empty();
    }

    private Evidence with(List<Custody> next) {
        return new Evidence(id, caseName, title, mediaType, content, fromDevice, capturedAt, next, reviews);
    }
}
