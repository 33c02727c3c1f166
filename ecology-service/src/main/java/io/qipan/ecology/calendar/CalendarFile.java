package io.qipan.ecology.calendar;

import io.qipan.ecology.calendar.model.YearCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One year of the official calendar as a file, {@code 2026.json}. */
public final class CalendarFile {

    /** {@code doubt}: what the reviewer could not confirm; empty if nothing. */
    private record Form(int year, String notice, String doubt, List<Holiday> holidays, List<String> workdays) {}

    private record Holiday(String name, String from, String to) {}

    private final String file;
    private final List<String> faults = new ArrayList<>();
    private final Set<LocalDate> holidays = new TreeSet<>();
    private final Set<LocalDate> workdays = new TreeSet<>();

    private CalendarFile(String file) {
        this.file = file;
    }

    /** Reads a file; one with a fault is refused with all that are wrong in it. */
    public static YearCalendar read(String file, byte[] json) {
        return new CalendarFile(file).check(ReviewedFile.read(file, json, Form.class));
    }

    private YearCalendar check(Form form) {
        if (!file.endsWith(form.year() + ".json")) {
            faults.add("the file tells of the year " + form.year() + " and must be named after it");
        }
        if (form.notice().isBlank()) {
            faults.add("notice: name the announcement");
        }
        form.holidays().forEach(holiday -> addHoliday(form.year(), holiday));
        form.workdays().forEach(text -> addWorkday(form.year(), text));
        if (!faults.isEmpty()) {
            throw new ReviewedFile.Refused(file, faults);
        }
        return new YearCalendar(form.year(), form.notice(), holidays, workdays);
    }

    private void addHoliday(int year, Holiday holiday) {
        LocalDate from = date(year, holiday.from());
        LocalDate to = date(year, holiday.to());
        if (from.isAfter(to) || from.plusDays(20).isBefore(to)) {
            faults.add(holiday.name() + ": from " + from + " to " + to + " are no holidays");
            return;
        }
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (!holidays.add(day)) {
                faults.add(holiday.name() + ": " + day + " is a holiday already");
            }
        }
    }

    private void addWorkday(int year, String text) {
        LocalDate day = date(year, text);
        if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
            faults.add("workdays: " + day + " is no weekend, so people work anyway");
        }
        if (holidays.contains(day) || !workdays.add(day)) {
            faults.add("workdays: " + day + " is told twice, or a holiday too");
        }
    }

    /** Of the year, or of the last days of the one before, which the same notice may move. */
    private LocalDate date(int year, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.isBefore(LocalDate.of(year - 1, 12, 29)) || day.getYear() > year) {
                faults.add(text + " does not belong to " + year);
            }
            return day;
        } catch (DateTimeParseException e) {
            faults.add("'" + text + "' is no date like 2026-02-14");
            return LocalDate.of(year, 1, 1);
        }
    }
}
