package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.ConditionEntry;
import io.qipan.ecology.rule.model.Condition;
import io.qipan.ecology.rule.model.FactType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions; where there is none, it always holds. */
final class ConditionReader {
    private final Map<String, FactType> facts;
    private final Set<String> asked = new HashSet<>();

    ConditionReader(Map<String, FactType> facts) {
        this.facts = facts;
    }

    /** Codes of the facts that a condition asks for. */
    Set<String> asked() {
        return asked;
    }

    /** Empty only with a fault noted. */
    Optional<Condition> read(Reading reading, @Nullable ConditionEntry entry) {
        if (entry == null) {
            return Optional.of(Condition.ALWAYS);
        }
        long ways = Stream.of(entry.fact(), entry.all(), entry.any())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            reading.fault("needs one of fact, all and any");
            return Optional.empty();
        }
        if (entry.fact() != null) {
            return test(reading, entry, entry.fact());
        }
        if (tests(entry) > 0) {
            reading.fault("at_least, below, one_of and is stand beside a fact only");
        }
        boolean all = entry.all() != null;
        return parts(reading.at(all ? "all" : "any"), Reading.orNone(all ? entry.all() : entry.any()))
                .map(parts -> all ? new Condition.All(parts) : new Condition.Any(parts));
    }

    private Optional<List<Condition>> parts(Reading reading, List<ConditionEntry> entries) {
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            read(reading.at(i), entries.get(i)).ifPresent(parts::add);
        }
        if (entries.isEmpty()) {
            reading.fault("is empty");
        }
        return parts.isEmpty() || parts.size() < entries.size() ? Optional.empty() : Optional.of(parts);
    }

    private Optional<Condition> test(Reading reading, ConditionEntry entry, String code) {
        FactType fact = facts.get(code);
        asked.add(code);
        if (fact == null) {
            reading.fault("fact", "there is no fact '" + code + "'");
            return Optional.empty();
        }
        if (tests(entry) != 1) {
            reading.fault("needs one of at_least, below, one_of and is");
            return Optional.empty();
        }
        return switch (fact.kind()) {
            case NUMBER -> number(reading, entry, fact);
            case FLAG -> flag(reading, entry, fact);
            case CHOICE -> choice(reading, entry, fact);
        };
    }

    private static long tests(ConditionEntry entry) {
        return Stream.of(entry.atLeast(), entry.below(), entry.oneOf(), entry.is())
                .filter(Objects::nonNull)
                .count();
    }

    private static Optional<Condition> number(Reading reading, ConditionEntry entry, FactType fact) {
        if (entry.atLeast() != null) {
            return Optional.of(new Condition.AtLeast(fact, entry.atLeast()));
        }
        if (entry.below() != null) {
            return Optional.of(new Condition.Below(fact, entry.below()));
        }
        reading.fault("'" + fact.code() + "' is a number: use at_least or below");
        return Optional.empty();
    }

    private static Optional<Condition> flag(Reading reading, ConditionEntry entry, FactType fact) {
        if (entry.is() != null) {
            return Optional.of(new Condition.Is(fact, entry.is()));
        }
        reading.fault("'" + fact.code() + "' is a flag: use is");
        return Optional.empty();
    }

    private static Optional<Condition> choice(Reading reading, ConditionEntry entry, FactType fact) {
        Set<String> options = new LinkedHashSet<>(Reading.orNone(entry.oneOf()));
        if (options.isEmpty()) {
            reading.fault("'" + fact.code() + "' is a choice: use one_of");
            return Optional.empty();
        }
        List<String> unknown = options.stream().filter(o -> !fact.hasOption(o)).toList();
        unknown.forEach(option -> reading.fault("one_of", "'" + fact.code() + "' has no option '" + option + "'"));
        return unknown.isEmpty() ? Optional.of(new Condition.OneOf(fact, options)) : Optional.empty();
    }
}
