package io.qipan.ecology.rule.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment that comes every year, by local time: {@code 05-16 12:00}. The end of a day may be written as {@code 24:00}.
 *
 * @param day 29 February is not possible, it does not come every year
 * @param minute of the day, 0 to 1440
 */
public record YearMoment(int month, int day, int minute) implements Comparable<YearMoment> {
    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final Pattern FORM = Pattern.compile("(\\d{2})-(\\d{2}) (\\d{2}):([0-5]\\d)");
    private static final Comparator<YearMoment> ORDER = Comparator.comparingInt(YearMoment::month)
            .thenComparingInt(YearMoment::day)
            .thenComparingInt(YearMoment::minute);

    public YearMoment {
        MonthDay date = MonthDay.of(month, day);
        if (date.equals(MonthDay.of(2, 29)) || minute < 0 || minute > MINUTES_PER_DAY) {
            throw new IllegalArgumentException(date + ", minute " + minute + " does not come every year");
        }
    }

    /** Reads {@code 05-16 12:00}; empty if the text is not of that form. */
    public static Optional<YearMoment> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new YearMoment(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)) * 60 + Integer.parseInt(parts.group(4))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When it comes in that year; 24:00 is the start of the next day. */
    public LocalDateTime in(int year) {
        return LocalDate.of(year, month, day).atStartOfDay().plusMinutes(minute);
    }

    @Override
    public int compareTo(YearMoment other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%02d-%02d %02d:%02d", month, day, minute / 60, minute % 60);
    }
}
