package io.qipan.ecology.clue.model;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.calendar.model.Length;
import java.time.Instant;

/**
 * A term that runs from the receipt, by the clock of the service: nothing that anybody reports moves it. It keeps the length under
 * which it began, so that it can be counted again when the holidays are known, whatever the settings are by then.
 *
 * @param dueAt the last instant that is in time
 * @param basis the rule or the operator's setting that says so
 * @param provisional it needs days whose holidays are not known, and is the earliest that it can be
 */
public record Term(Instant dueAt, String basis, boolean provisional, Length length) {

    public static Term from(Instant receivedAt, Length length, String basis, BusinessCalendar calendar) {
        Due due = DayCount.due(receivedAt, length, false, calendar);
        return new Term(due.at(), basis, due.provisional(), length);
    }

    /** With what is known of the holidays by now. */
    public Term recounted(Instant receivedAt, BusinessCalendar calendar) {
        return provisional ? from(receivedAt, length, basis, calendar) : this;
    }

    /** Whether what it asks for, done then, came late. */
    public boolean missedAt(Instant doneAt) {
        return doneAt.isAfter(dueAt);
    }
}
