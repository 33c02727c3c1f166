package io.qipan.patrol.season.model;

import java.time.LocalDate;
import java.time.MonthDay;

/** Days of the calendar of Asia/Shanghai, the first and the last included. */
public sealed interface Period {

    boolean has(LocalDate day);

    /** The same days in every year; a period that ends before it begins lasts across New Year. 29 February is a day of leap years only. */
    record EveryYear(MonthDay from, MonthDay to) implements Period {
        @Override
        public boolean has(LocalDate day) {
            MonthDay date = MonthDay.from(day);
            boolean begun = !date.isBefore(from);
            boolean notOver = !date.isAfter(to);
            return from.isAfter(to) ? begun || notOver : begun && notOver;
        }
    }

    /** Once. */
    record Dated(LocalDate from, LocalDate to) implements Period {
        public Dated {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("A period that begins on " + from + " cannot end on " + to);
            }
        }

        @Override
        public boolean has(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }
}
