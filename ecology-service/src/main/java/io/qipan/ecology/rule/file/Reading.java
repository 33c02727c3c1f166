package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.TextEntry;
import io.qipan.ecology.rule.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts that every kind of entry has. Where a part is wrong, the fault is noted and the answer is empty. */
final class Reading {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,59}");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,79}");

    private final String where;
    private final Faults faults;

    /**
     * @param where file and entry, for the faults
     */
    Reading(String where, Faults faults) {
        this.where = where;
        this.faults = faults;
    }

    void fault(String part, String what) {
        faults.add(where, part + ": " + what);
    }

    Optional<String> code(@Nullable String code) {
        return matching("code", code, CODE);
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
        Optional<String> en = text(part + ".en", entry == null ? null : entry.en());
        Optional<String> zh = text(part + ".zh", entry == null ? null : entry.zh());
        return en.isPresent() && zh.isPresent() ? Optional.of(new Text(en.get(), zh.get())) : Optional.empty();
    }

    Optional<Double> kilometres(String part, @Nullable Double km) {
        if (km == null || !(km > 0 && km <= 200)) {
            fault(part, km + " is not between 0 and 200 km");
            return Optional.empty();
        }
        return Optional.of(km);
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
