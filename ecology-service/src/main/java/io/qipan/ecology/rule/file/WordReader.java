package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.ActivityEntry;
import io.qipan.ecology.rule.file.RuleFile.FactEntry;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.FactType;
import io.qipan.ecology.rule.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Activities and facts, in the order of the files: a wider activity stands before its kinds. */
final class WordReader {
    private final Map<String, Activity> activities = new LinkedHashMap<>();
    private final Map<String, FactType> facts = new LinkedHashMap<>();
    private final Map<String, Reading> defined = new LinkedHashMap<>();

    void activity(Reading reading, ActivityEntry entry) {
        Optional<String> code = reading.code(entry.code());
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Activity> kindOf = Optional.ofNullable(entry.kindOf()).map(activities::get);
        if (entry.kindOf() != null && kindOf.isEmpty()) {
            reading.fault("kind_of", "no activity '" + entry.kindOf() + "' stands before this one");
        }
        if (code.isPresent()
                && name.isPresent()
                && activities.putIfAbsent(code.get(), new Activity(code.get(), name.get(), kindOf)) != null) {
            reading.fault("code", "is taken by another activity");
        }
    }

    void fact(Reading reading, FactEntry entry) {
        Optional<String> code = reading.code(entry.code());
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<FactType.Kind> kind = reading.oneOf("kind", entry.kind(), FactType.Kind.class);
        List<FactType.Option> options = options(reading, entry);
        kind.ifPresent(known -> checkParts(reading, entry, known));
        if (code.isPresent() && name.isPresent() && kind.isPresent()) {
            String unit = entry.unit() == null ? "" : entry.unit();
            FactType type = new FactType(code.get(), name.get(), kind.get(), unit, options);
            if (facts.putIfAbsent(code.get(), type) == null) {
                defined.put(code.get(), reading);
            } else {
                reading.fault("code", "is taken by another fact");
            }
        }
    }

    private static void checkParts(Reading reading, FactEntry entry, FactType.Kind kind) {
        if (kind
                == FactType.Kind.NUMBER
                == (entry.unit() == null || entry.unit().isBlank())) {
            reading.fault("unit", kind == FactType.Kind.NUMBER ? "is missing" : "only a number has one");
        }
        if (kind == FactType.Kind.CHOICE == Reading.orNone(entry.options()).isEmpty()) {
            reading.fault("options", kind == FactType.Kind.CHOICE ? "is missing" : "only a choice has them");
        }
    }

    private static List<FactType.Option> options(Reading reading, FactEntry entry) {
        List<FactType.Option> options = new ArrayList<>();
        int index = 0;
        for (RuleFile.OptionEntry option : Reading.orNone(entry.options())) {
            Reading at = reading.at("options").at(index++);
            Optional<String> code = at.code(option.code());
            Optional<Text> name = at.bilingual("name", option.name());
            if (code.isPresent() && name.isPresent()) {
                options.add(new FactType.Option(code.get(), name.get()));
            }
        }
        return options;
    }

    /** Whoever is asked for a fact has to find it out, so that one on which nothing hangs is a fault. */
    void checkAsked(Set<String> asked, Predicate<Reading> strict) {
        defined.forEach((code, reading) -> {
            if (!asked.contains(code) && strict.test(reading)) {
                reading.fault("no rule asks for it");
            }
        });
    }

    Map<String, Activity> activities() {
        return activities;
    }

    Map<String, FactType> facts() {
        return facts;
    }

    /** Those of the codes that there are; each of the others is a fault. */
    List<Activity> activities(Reading reading, String part, List<String> codes) {
        List<Activity> named = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            Activity activity = activities.get(codes.get(i));
            if (activity == null) {
                reading.at(part).at(i).fault("there is no activity '" + codes.get(i) + "'");
            } else {
                named.add(activity);
            }
        }
        return named;
    }
}
