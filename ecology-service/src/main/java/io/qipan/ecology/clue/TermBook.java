package io.qipan.ecology.clue;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.clue.model.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The terms in which clues are decided on and answered: a reviewed file of dated settings, each with the rule it comes from. */
public final class TermBook {

    /** What a term asks for. */
    public enum Kind {
        TRIAGE,
        ANSWER
    }

    private record Form(List<Entry> terms) {}

    /** {@code sources} empty: those that no other entry names. {@code in_force_until} empty: until further notice. */
    private record Entry(
            Kind kind, List<Source> sources, Span length, String inForceFrom, String inForceUntil, String basis) {}

    private record Span(int amount, Length.Unit unit) {}

    private record Setting(
            Kind kind, List<Source> sources, Length length, LocalDate from, Optional<LocalDate> until, String basis) {

        boolean holds(Kind wanted, Source source, LocalDate day) {
            return kind == wanted
                    && (sources.isEmpty() || sources.contains(source))
                    && !day.isBefore(from)
                    && until.map(day::isBefore).orElse(true);
        }
    }

    private final List<Setting> settings;
    private final BusinessCalendar calendar;

    private TermBook(List<Setting> settings, BusinessCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    /** Reads the file; one with faults, or without a term for every day from its first on, is refused with all of them. */
    public static TermBook read(String file, byte[] json, BusinessCalendar calendar) {
        List<String> faults = new ArrayList<>();
        List<Setting> settings = new ArrayList<>();
        for (Entry entry : ReviewedFile.read(file, json, Form.class).terms()) {
            try {
                settings.add(setting(entry));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                faults.add(entry.kind() + " from '" + entry.inForceFrom() + "': " + e.getMessage());
            }
        }
        for (Kind kind : Kind.values()) {
            boolean forever = settings.stream()
                    .anyMatch(setting -> setting.kind() == kind
                            && setting.sources().isEmpty()
                            && setting.until().isEmpty());
            if (!forever) {
                faults.add(kind + ": there is no term for all sources until further notice");
            }
        }
        if (!faults.isEmpty()) {
            throw new ReviewedFile.Refused(file, faults);
        }
        return new TermBook(List.copyOf(settings), calendar);
    }

    private static Setting setting(Entry entry) {
        if (entry.basis().isBlank()) {
            throw new IllegalArgumentException("basis: name the rule, or whose setting it is");
        }
        return new Setting(
                entry.kind(),
                List.copyOf(entry.sources()),
                new Length(entry.length().amount(), entry.length().unit()),
                LocalDate.parse(entry.inForceFrom()),
                entry.inForceUntil().isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(entry.inForceUntil())),
                entry.basis());
    }

    /** The term of a clue: of those that hold on the day of its receipt one that names its source, and the newest. */
    public Term term(Kind kind, Source source, Instant receivedAt) {
        LocalDate day = DayCount.day(receivedAt);
        Setting chosen = settings.stream()
                .filter(setting -> setting.holds(kind, source, day))
                .max(Comparator.comparing(
                                (Setting setting) -> !setting.sources().isEmpty())
                        .thenComparing(Setting::from))
                .orElseThrow(() -> new IllegalStateException("There is no term for " + kind + " on " + day));
        return Term.from(receivedAt, chosen.length(), chosen.basis(), calendar);
    }

    /** With its terms counted again as far as they are provisional. */
    public Clue recounted(Clue clue) {
        return clue.recounted(calendar);
    }
}
