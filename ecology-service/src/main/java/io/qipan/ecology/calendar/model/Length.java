package io.qipan.ecology.calendar.model;

/** How long a period of law is. */
public record Length(int amount, Unit unit) {

    public enum Unit {
        /** From the moment of the event on. */
        HOURS,
        /** Days as they come. */
        NATURAL_DAYS,
        /** Days on which people work. */
        WORKING_DAYS,
        /** To the day of the same number; where a month has none, to its last. */
        MONTHS
    }

    public Length {
        if (amount < 1 || amount > 3_660) {
            throw new IllegalArgumentException("A period has 1 to 3,660 units, not " + amount);
        }
    }
}
