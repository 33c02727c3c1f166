package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.TextEntry;
import io.qipan.ecology.rule.model.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts that every kind of entry has. Where a part is wrong, the fault is noted and the answer is empty. */
final class Reading {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,59}");
    private static final Pattern AREA = Pattern.compile("[a-z0-9][a-z0-9_]{1,59}");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,79}");

    private final String file;
    private final String path;
    private final @Nullable String name;
    private final Faults faults;

    /**
     * @param path of the entry in the file, a JSON pointer
     * @param name what the entry calls itself, for people
     */
    Reading(String file, String path, @Nullable String name, Faults faults) {
        this.file = file;
        this.path = path;
        this.name = name;
        this.faults = faults;
    }

    String file() {
        return file;
    }

    /** Of a part of the entry. */
    Reading at(String part) {
        return new Reading(file, path + "/" + part, name, faults);
    }

    Reading at(int index) {
        return at(Integer.toString(index));
    }

    /** Of the entry itself. */
    void fault(String what) {
        faults.add(file + " " + path + (name == null ? "" : " (" + name + ")"), what);
    }

    void fault(String part, String what) {
        at(part).fault(what);
    }

    Optional<String> code(@Nullable String code) {
        return matching("code", code, CODE);
    }

    Optional<String> areaCode(@Nullable String code) {
        return areaCode("code", code);
    }

    /** The form of the codes of areas is the wider one: those of waters fit it. */
    Optional<String> areaCode(String part, @Nullable String code) {
        return matching(part, code, AREA);
    }

    Optional<String> id(@Nullable String id) {
        return matching("id", id, ID);
    }

    private Optional<String> matching(String part, @Nullable String text, Pattern form) {
        if (text != null && form.matcher(text).matches()) {
            return Optional.of(text);
        }
        fault(part, "'" + text + "' is not of the form " + form.pattern());
        return Optional.empty();
    }

    Optional<String> text(String part, @Nullable String text) {
        if (text == null || text.isBlank()) {
            fault(part, "is missing");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<Text> bilingual(String part, @Nullable TextEntry entry) {
        Optional<String> en = text(part + "/en", entry == null ? null : entry.en());
        Optional<String> zh = text(part + "/zh", entry == null ? null : entry.zh());
        return en.isPresent() && zh.isPresent() ? Optional.of(new Text(en.get(), zh.get())) : Optional.empty();
    }

    Optional<Double> kilometres(String part, @Nullable Double km, double least) {
        if (km == null || !(km >= least && km <= 200)) {
            fault(part, km + " is not between " + least + " and 200 km");
            return Optional.empty();
        }
        return Optional.of(km);
    }

    Optional<LocalDate> day(String part, @Nullable String text) {
        if (text == null) {
            fault(part, "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            fault(part, "'" + text + "' is not a day like 2022-04-01");
            return Optional.empty();
        }
    }

    /** A day that may be left out. */
    Optional<LocalDate> dayIfGiven(String part, @Nullable String text) {
        return text == null ? Optional.empty() : day(part, text);
    }

    /** One of the names of an enum. */
    <E extends Enum<E>> Optional<E> oneOf(String part, @Nullable String text, Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        Optional<E> found =
                all.stream().filter(each -> each.name().equals(text)).findFirst();
        if (found.isEmpty()) {
            fault(part, "'" + text + "' is none of " + all);
        }
        return found;
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
