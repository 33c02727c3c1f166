package io.qipan.ecology.rule.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the facts of an act must be. A fact that is not known makes it unknown, unless the others decide already. */
public sealed interface Condition {
    Condition ALWAYS = new All(List.of());

    Finding judge(Facts facts);

    /** In words; empty for what always holds. */
    Text text();

    /** Every test of a fact in it, by the code of the fact. */
    default Map<String, List<Condition>> tests() {
        Map<String, List<Condition>> tests = new LinkedHashMap<>();
        gather(tests);
        return tests;
    }

    private void gather(Map<String, List<Condition>> tests) {
        switch (this) {
            case AtLeast(FactType fact, double _) -> add(tests, fact);
            case Below(FactType fact, double _) -> add(tests, fact);
            case OneOf(FactType fact, Set<String> _) -> add(tests, fact);
            case Is(FactType fact, boolean _) -> add(tests, fact);
            case All(List<Condition> parts) -> parts.forEach(part -> part.gather(tests));
            case Any(List<Condition> parts) -> parts.forEach(part -> part.gather(tests));
        }
    }

    private void add(Map<String, List<Condition>> tests, FactType fact) {
        tests.computeIfAbsent(fact.code(), _ -> new ArrayList<>()).add(this);
    }

    /** A number that is as great, or greater. */
    record AtLeast(FactType fact, double least) implements Condition {
        @Override
        public Finding judge(Facts facts) {
            return ask(fact, facts, value -> value instanceof FactValue.Amount(double number) && number >= least);
        }

        @Override
        public Text text() {
            return bounded(fact, "at least", "达到或超过", least);
        }
    }

    /** A smaller number. */
    record Below(FactType fact, double limit) implements Condition {
        @Override
        public Finding judge(Facts facts) {
            return ask(fact, facts, value -> value instanceof FactValue.Amount(double number) && number < limit);
        }

        @Override
        public Text text() {
            return bounded(fact, "less than", "不满", limit);
        }
    }

    /** One of some options. */
    record OneOf(FactType fact, Set<String> options) implements Condition {
        public OneOf {
            options = Set.copyOf(options);
        }

        @Override
        public Finding judge(Facts facts) {
            return ask(
                    fact, facts, value -> value instanceof FactValue.Choice(String option) && options.contains(option));
        }

        @Override
        public Text text() {
            List<Text> names = new TreeSet<>(options).stream().map(fact::nameOf).toList();
            return new Text(
                    fact.name().en() + " is " + names.stream().map(Text::en).collect(Collectors.joining(" or ")),
                    fact.name().zh() + "为" + names.stream().map(Text::zh).collect(Collectors.joining("或")));
        }
    }

    /** A flag that is set, or is not. */
    record Is(FactType fact, boolean expected) implements Condition {
        @Override
        public Finding judge(Facts facts) {
            return ask(fact, facts, value -> value instanceof FactValue.Flag(boolean is) && is == expected);
        }

        @Override
        public Text text() {
            return expected
                    ? fact.name()
                    : new Text("not: " + fact.name().en(), "并非" + fact.name().zh());
        }
    }

    /** All of them; none of them is always so. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Finding judge(Facts facts) {
            return combined(parts, facts, Truth.NO, Truth.YES);
        }

        @Override
        public Text text() {
            return joined(parts, " and ", "，且");
        }
    }

    /** At least one of them. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Finding judge(Facts facts) {
            return combined(parts, facts, Truth.YES, Truth.NO);
        }

        @Override
        public Text text() {
            return joined(parts, ", or ", "；或者");
        }
    }

    private static Finding ask(FactType fact, Facts facts, Function<FactValue, Boolean> test) {
        return facts.of(fact)
                .map(value -> Finding.of(test.apply(value)))
                .orElseGet(() -> Finding.unknown(List.of(fact)));
    }

    /** One part that decides, decides; else what is not known does. */
    private static Finding combined(List<Condition> parts, Facts facts, Truth deciding, Truth otherwise) {
        List<Finding> found = parts.stream().map(part -> part.judge(facts)).toList();
        if (found.stream().anyMatch(finding -> finding.is(deciding))) {
            return new Finding(deciding, List.of());
        }
        Set<FactType> missing = new LinkedHashSet<>();
        found.forEach(finding -> missing.addAll(finding.missing()));
        return missing.isEmpty() ? new Finding(otherwise, List.of()) : Finding.unknown(List.copyOf(missing));
    }

    private static Text joined(List<Condition> parts, String en, String zh) {
        return new Text(
                parts.stream()
                        .map(part -> bracketed(part, part.text().en(), parts.size()))
                        .collect(Collectors.joining(en)),
                parts.stream()
                        .map(part -> bracketed(part, part.text().zh(), parts.size()))
                        .collect(Collectors.joining(zh)));
    }

    private static String bracketed(Condition part, String text, int among) {
        boolean compound = part instanceof All(List<Condition> all) && all.size() > 1
                || part instanceof Any(List<Condition> any) && any.size() > 1;
        return compound && among > 1 ? "(" + text + ")" : text;
    }

    private static Text bounded(FactType fact, String en, String zh, double bound) {
        String number = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
        return new Text(
                fact.name().en() + " " + en + " " + number + " " + fact.unit(),
                fact.name().zh() + zh + number + " " + fact.unit());
    }
}
