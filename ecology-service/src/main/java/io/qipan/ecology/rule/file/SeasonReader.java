package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.InForceEntry;
import io.qipan.ecology.rule.file.RuleFile.SeasonEntry;
import io.qipan.ecology.rule.file.RuleFile.WindowEntry;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Season;
import io.qipan.ecology.rule.model.Window;
import io.qipan.ecology.rule.model.YearMoment;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a rule holds: its windows in the year, and its days in force. */
final class SeasonReader {

    private SeasonReader() {}

    static Optional<Season> season(Reading reading, @Nullable SeasonEntry entry) {
        if (entry == null) {
            reading.fault("season", "is missing");
            return Optional.empty();
        }
        boolean allYear = Boolean.TRUE.equals(entry.allYear());
        if (allYear == (entry.windows() != null)) {
            reading.fault("season", "needs either windows or all_year: true");
            return Optional.empty();
        }
        if (allYear) {
            return Optional.of(new Season.AllYear());
        }
        List<Window> windows = new ArrayList<>();
        for (WindowEntry window : Reading.orNone(entry.windows())) {
            window(reading, window).ifPresent(windows::add);
        }
        if (windows.isEmpty()) {
            reading.fault("season", "has no usable window");
            return Optional.empty();
        }
        return Optional.of(new Season.Yearly(windows));
    }

    private static Optional<Window> window(Reading reading, WindowEntry entry) {
        Optional<YearMoment> from = moment(reading, "season.from", entry.from());
        Optional<YearMoment> until = moment(reading, "season.until", entry.until());
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            reading.fault(
                    "season", "from and until are both " + from.get() + "; for the whole year write all_year: true");
            return Optional.empty();
        }
        return Optional.of(new Window(from.get(), until.get()));
    }

    private static Optional<YearMoment> moment(Reading reading, String part, @Nullable String text) {
        Optional<YearMoment> moment = text == null ? Optional.empty() : YearMoment.parse(text);
        if (moment.isEmpty()) {
            reading.fault(part, "'" + text + "' is not a moment of every year like 05-16 12:00 or 07-31 24:00");
        }
        return moment;
    }

    static Optional<InForce> inForce(Reading reading, @Nullable InForceEntry entry) {
        if (entry == null) {
            reading.fault("in_force", "is missing");
            return Optional.empty();
        }
        Optional<LocalDate> from = day(reading, "in_force.from", entry.from());
        boolean ends = entry.until() != null;
        Optional<LocalDate> until = ends ? day(reading, "in_force.until", entry.until()) : Optional.empty();
        if (from.isEmpty() || ends && until.isEmpty()) {
            return Optional.empty();
        }
        if (until.isPresent() && !until.get().isAfter(from.get())) {
            reading.fault("in_force", "until " + until.get() + " is not after from " + from.get());
            return Optional.empty();
        }
        return Optional.of(new InForce(from.get(), until));
    }

    private static Optional<LocalDate> day(Reading reading, String part, @Nullable String text) {
        try {
            return text == null ? missing(reading, part) : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            reading.fault(part, "'" + text + "' is not a day like 2022-04-01");
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> missing(Reading reading, String part) {
        reading.fault(part, "is missing");
        return Optional.empty();
    }
}
