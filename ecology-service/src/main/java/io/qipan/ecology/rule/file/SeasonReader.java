package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.InForceEntry;
import io.qipan.ecology.rule.file.RuleFile.SeasonEntry;
import io.qipan.ecology.rule.file.RuleFile.WindowEntry;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Season;
import io.qipan.ecology.rule.model.Span;
import io.qipan.ecology.rule.model.Window;
import io.qipan.ecology.rule.model.YearMoment;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a rule holds: its windows in the year or its spans of time, and its days in force. */
final class SeasonReader {

    private SeasonReader() {}

    static Optional<Season> season(Reading reading, @Nullable SeasonEntry entry) {
        if (entry == null) {
            reading.fault("is missing");
            return Optional.empty();
        }
        boolean allYear = Boolean.TRUE.equals(entry.allYear());
        long ways = Stream.of(allYear, entry.windows() != null, entry.spans() != null)
                .filter(given -> given)
                .count();
        if (ways != 1) {
            reading.fault("needs one of windows, spans and all_year: true");
            return Optional.empty();
        }
        if (allYear) {
            return Optional.of(new Season.AllYear());
        }
        return entry.windows() != null
                ? each(reading.at("windows"), entry.windows(), SeasonReader::window)
                        .map(Season.Yearly::new)
                : each(reading.at("spans"), Reading.orNone(entry.spans()), SeasonReader::span)
                        .map(Season.Told::new);
    }

    private static <T> Optional<List<T>> each(
            Reading reading, List<WindowEntry> entries, BiFunction<Reading, WindowEntry, Optional<T>> one) {
        List<T> usable = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            one.apply(reading.at(i), entries.get(i)).ifPresent(usable::add);
        }
        if (usable.isEmpty()) {
            reading.fault("has no usable entry");
        }
        return usable.isEmpty() ? Optional.empty() : Optional.of(usable);
    }

    private static Optional<Window> window(Reading reading, WindowEntry entry) {
        Optional<YearMoment> from = moment(reading.at("from"), entry.from());
        Optional<YearMoment> until = moment(reading.at("until"), entry.until());
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            reading.fault("from and until are both " + from.get() + "; for the whole year write all_year: true");
            return Optional.empty();
        }
        return Optional.of(new Window(from.get(), until.get()));
    }

    private static Optional<YearMoment> moment(Reading reading, @Nullable String text) {
        Optional<YearMoment> moment = text == null ? Optional.empty() : YearMoment.parse(text);
        if (moment.isEmpty()) {
            reading.fault("'" + text + "' is not a moment of every year like 05-16 12:00 or 07-31 24:00");
        }
        return moment;
    }

    private static Optional<Span> span(Reading reading, WindowEntry entry) {
        Optional<LocalDateTime> from = time(reading.at("from"), entry.from());
        Optional<LocalDateTime> until =
                entry.until() == null ? Optional.empty() : time(reading.at("until"), entry.until());
        if (from.isEmpty() || entry.until() != null && until.isEmpty()) {
            return Optional.empty();
        }
        if (until.isPresent() && !until.get().isAfter(from.get())) {
            reading.fault("until is not after from");
            return Optional.empty();
        }
        return Optional.of(new Span(from.get(), until));
    }

    /** Like {@code 2025-03-15 00:00}; the end of a day may be written as {@code 24:00}. */
    private static Optional<LocalDateTime> time(Reading reading, @Nullable String text) {
        Optional<LocalDateTime> time = text == null ? Optional.empty() : localTime(text);
        if (time.isEmpty()) {
            reading.fault("'" + text + "' is not a time like 2025-03-15 00:00 or 2025-06-15 24:00");
        }
        return time;
    }

    private static Optional<LocalDateTime> localTime(String text) {
        boolean endOfDay = text.endsWith(" 24:00");
        try {
            LocalDateTime time =
                    LocalDateTime.parse(endOfDay ? text.replace(" 24:00", "T00:00") : text.replace(' ', 'T'));
            return Optional.of(endOfDay ? time.plusDays(1) : time);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<InForce> inForce(Reading reading, @Nullable InForceEntry entry) {
        if (entry == null) {
            reading.fault("is missing");
            return Optional.empty();
        }
        Optional<LocalDate> from = reading.day("from", entry.from());
        Optional<LocalDate> until = reading.dayIfGiven("until", entry.until());
        if (from.isEmpty() || entry.until() != null && until.isEmpty()) {
            return Optional.empty();
        }
        if (until.isPresent() && !until.get().isAfter(from.get())) {
            reading.fault("until " + until.get() + " is not after from " + from.get());
            return Optional.empty();
        }
        return Optional.of(new InForce(from.get(), until));
    }
}
