package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.ActivityEntry;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Activities, in the order of the files: a wider activity stands before its kinds. */
final class ActivityReader {
    private final Faults faults;
    private final Map<String, Activity> known = new LinkedHashMap<>();

    ActivityReader(Faults faults) {
        this.faults = faults;
    }

    void read(String file, List<ActivityEntry> entries) {
        for (ActivityEntry entry : entries) {
            Reading reading = new Reading(file + ", activity " + entry.code(), faults);
            Optional<String> code = reading.code(entry.code());
            Optional<Text> name = reading.bilingual("name", entry.name());
            Optional<Activity> kindOf = Optional.ofNullable(entry.kindOf()).map(known::get);
            if (entry.kindOf() != null && kindOf.isEmpty()) {
                reading.fault("kind_of", "no activity '" + entry.kindOf() + "' stands before this one");
            }
            if (code.isPresent()
                    && name.isPresent()
                    && known.putIfAbsent(code.get(), new Activity(code.get(), name.get(), kindOf)) != null) {
                reading.fault("code", "is taken by another activity");
            }
        }
    }

    Map<String, Activity> known() {
        return known;
    }
}
