package io.qipan.ecology.procedure;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.procedure.model.ClockSetting.Longest;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.rule.model.Sourcing;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The statutory clocks as a reviewed file. Each kind has settings that follow each other in time without a gap. */
public final class ClockFile {

    private record Form(List<Entry> clocks) {}

    private record Span(int amount, Length.Unit unit) {}

    /** {@code amount} 0: none. */
    private record Extension(int amount, int atOnce, int times, String basis) {}

    /** {@code inForceUntil} empty: until further notice. */
    private record Entry(
            ClockKind kind,
            String nameEn,
            String nameZh,
            Span length,
            boolean movesOn,
            String basis,
            String inForceFrom,
            String inForceUntil,
            String starts,
            String stops,
            Nature nature,
            boolean pausedByTransfer,
            boolean fromNotice,
            List<Watcher> watchers,
            Extension extension,
            Sourcing sourcing,
            String doubt) {}

    private final List<String> faults = new ArrayList<>();

    private ClockFile() {}

    /** Reads the file; one with faults is refused with all of them. */
    public static List<ClockSetting> read(String file, byte[] json) {
        ClockFile reading = new ClockFile();
        List<ClockSetting> settings = ReviewedFile.read(file, json, Form.class).clocks().stream()
                .flatMap(entry -> reading.setting(entry).stream())
                .toList();
        for (ClockKind kind : ClockKind.known()) {
            reading.checkSpans(kind, settings);
        }
        if (!reading.faults.isEmpty()) {
            throw new ReviewedFile.Refused(file, reading.faults);
        }
        return settings;
    }

    private Optional<ClockSetting> setting(Entry entry) {
        int before = faults.size();
        check(!entry.basis().isBlank(), entry, "basis: name the article");
        check(!entry.nameEn().isBlank() && !entry.nameZh().isBlank(), entry, "name_en, name_zh: name it");
        check(!entry.starts().isBlank() && !entry.stops().isBlank(), entry, "starts, stops: say what does");
        check(
                entry.nature() == Nature.WINDOW || !entry.watchers().isEmpty(),
                entry,
                "watchers: a duty goes up to somebody when it is overdue");
        check(entry.kind() != ClockKind.UNKNOWN, entry, "kind: name one of " + ClockKind.known());
        check(
                !entry.kind().isAdministrative() || !entry.watchers().contains(Watcher.PROSECUTOR),
                entry,
                "watchers: PROSECUTOR watches over transfers (国务院令310号 Art 14); a clock of the administrative track goes"
                        + " up to AGENCY_HEAD and SUPERVISOR");
        check(
                !entry.kind().isOfInspection()
                        || entry.watchers().equals(List.of(Watcher.AGENCY_HEAD))
                                && !entry.pausedByTransfer()
                                && !entry.fromNotice()
                                && !entry.movesOn()
                                && entry.extension().amount() == 0,
                entry,
                "a clock of fire inspection goes up to AGENCY_HEAD alone; it is not paused, counts from no notice, does not move"
                        + " on, and has no extension");
        check(
                !entry.movesOn() || entry.length().unit() == Length.Unit.NATURAL_DAYS,
                entry,
                "moves_on: only natural days move on");
        check(
                (entry.extension().amount() > 0) != entry.extension().basis().isBlank(),
                entry,
                "extension: an amount has a basis, and none has none");
        check(isStepped(entry.extension()), entry, "extension: at_once and times must add up to the amount");
        check(
                !entry.fromNotice() || !entry.pausedByTransfer(),
                entry,
                "from_notice, paused_by_transfer: a clock counts from a notice or is paused, not both");
        check(entry.length().amount() >= 1 && entry.length().amount() <= 3_660, entry, "length: 1 to 3,660 units");
        Optional<LocalDate> from = date(entry, entry.inForceFrom());
        Optional<LocalDate> until =
                entry.inForceUntil().isEmpty() ? Optional.empty() : date(entry, entry.inForceUntil());
        return faults.size() > before ? Optional.empty() : from.map(day -> setting(entry, day, until));
    }

    /** None at all, or steps by which the whole can be reached and not more. */
    private static boolean isStepped(Extension extension) {
        if (extension.amount() == 0) {
            return extension.atOnce() == 0 && extension.times() == 0;
        }
        boolean fits = extension.atOnce() >= 1 && extension.atOnce() <= extension.amount() && extension.times() >= 1;
        return fits && (long) extension.atOnce() * extension.times() >= extension.amount();
    }

    private static ClockSetting setting(Entry entry, LocalDate from, Optional<LocalDate> until) {
        Extension extension = entry.extension();
        return new ClockSetting(
                entry.kind(),
                entry.nameEn(),
                entry.nameZh(),
                new Length(entry.length().amount(), entry.length().unit()),
                entry.movesOn(),
                entry.basis(),
                from,
                until,
                entry.starts(),
                entry.stops(),
                entry.nature(),
                entry.pausedByTransfer(),
                entry.kind().restsForExaminations(),
                entry.fromNotice(),
                entry.watchers(),
                extension.amount() > 0
                        ? Optional.of(new Longest(
                                new Length(extension.amount(), entry.length().unit()),
                                extension.atOnce(),
                                extension.times(),
                                extension.basis()))
                        : Optional.empty(),
                Optional.of(entry.sourcing()),
                entry.doubt(),
                "");
    }

    private void checkSpans(ClockKind kind, List<ClockSetting> all) {
        List<ClockSetting> spans = all.stream()
                .filter(setting -> setting.kind() == kind)
                .sorted(Comparator.comparing(ClockSetting::inForceFrom))
                .toList();
        if (spans.isEmpty()) {
            faults.add(kind
                    + ": there is no setting; copy that of the shipped procedure/clocks.json, and change in it what you"
                    + " read otherwise");
            return;
        }
        for (int i = 0; i + 1 < spans.size(); i++) {
            if (!spans.get(i).inForceUntil().equals(Optional.of(spans.get(i + 1).inForceFrom()))) {
                faults.add(kind + ": the setting from " + spans.get(i).inForceFrom()
                        + " must end when the next begins, on "
                        + spans.get(i + 1).inForceFrom());
            }
        }
        if (spans.getLast().inForceUntil().isPresent()) {
            faults.add(kind + ": the last setting must have no end");
        }
    }

    private Optional<LocalDate> date(Entry entry, String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            faults.add(entry.kind() + ": '" + text + "' is no date like 2020-08-07");
            return Optional.empty();
        }
    }

    private void check(boolean right, Entry entry, String fault) {
        if (!right) {
            faults.add(entry.kind() + ": " + fault);
        }
    }
}
