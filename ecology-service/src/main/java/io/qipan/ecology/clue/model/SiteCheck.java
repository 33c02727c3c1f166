package io.qipan.ecology.clue.model;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import java.time.Instant;
import java.util.Optional;

/**
 * A check on the spot that a tip about fire safety asks for, whatever else is decided on it.
 *
 * @param remindAt when the system looks at it again, as long as it was not made
 */
public record SiteCheck(FireTip tip, Term term, Instant remindAt, Optional<Made> made) {

    /** What the tip tells; see {@code qipan.ecology.v1.Clue.FireTip}. */
    public enum FireTip {
        URGENT,
        OTHER
    }

    /**
     * @param inspection by which it was checked, {@code inspections/{uuid}}
     * @param by who told it
     */
    public record Made(String inspection, Instant at, String by) {}

    /** One that has still to be made. */
    public static SiteCheck of(FireTip tip, Term term) {
        return new SiteCheck(tip, term, term.dueAt(), Optional.empty());
    }

    public boolean isOwed() {
        return made.isEmpty();
    }

    /** Whether it came late, or is late by now. */
    public boolean isLate(Instant now) {
        return term.missedAt(made.map(Made::at).orElse(now));
    }

    SiteCheck recounted(Instant receivedAt, BusinessCalendar calendar) {
        return new SiteCheck(tip, term.recounted(receivedAt, calendar), remindAt, made);
    }

    SiteCheck remindedAt(Instant again) {
        return new SiteCheck(tip, term, again, made);
    }

    SiteCheck unmade() {
        return of(tip, term);
    }

    SiteCheck madeBy(Made inspection) {
        return new SiteCheck(tip, term, remindAt, Optional.of(inspection));
    }
}
