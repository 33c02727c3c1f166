package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.CitationEntry;
import io.qipan.ecology.rule.file.RuleFile.PenaltyEntry;
import io.qipan.ecology.rule.file.RuleFile.TimesEntry;
import io.qipan.ecology.rule.model.Citation;
import io.qipan.ecology.rule.model.Condition;
import io.qipan.ecology.rule.model.FactType;
import io.qipan.ecology.rule.model.Penalty;
import io.qipan.ecology.rule.model.Penalty.Fine;
import io.qipan.ecology.rule.model.Penalty.Range;
import io.qipan.ecology.rule.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule threatens, and where it is written. */
final class PenaltyReader {
    private final Map<String, FactType> facts;
    private final ConditionReader conditions;

    PenaltyReader(Map<String, FactType> facts, ConditionReader conditions) {
        this.facts = facts;
        this.conditions = conditions;
    }

    List<Penalty> penalties(Reading reading, @Nullable List<PenaltyEntry> entries) {
        if (entries == null) {
            reading.fault("is missing; write [] if none is known");
        }
        List<Penalty> penalties = new ArrayList<>();
        List<PenaltyEntry> all = Reading.orNone(entries);
        for (int i = 0; i < all.size(); i++) {
            penalty(reading.at(i), all.get(i)).ifPresent(penalties::add);
        }
        return penalties;
    }

    private Optional<Penalty> penalty(Reading reading, PenaltyEntry entry) {
        Optional<Text> text = reading.bilingual("text", entry.text());
        Optional<Condition> when = conditions.read(reading.at("when"), entry.when());
        Optional<Fine> fine = fine(reading, entry);
        return text.isEmpty() || when.isEmpty() || fine.isEmpty()
                ? Optional.empty()
                : Optional.of(new Penalty(text.get(), when.get(), fine.get()));
    }

    private Optional<Fine> fine(Reading reading, PenaltyEntry entry) {
        if (entry.yuan() != null && entry.times() != null) {
            reading.fault("has yuan and times; a fine is counted in one way");
            return Optional.empty();
        }
        if (entry.times() != null) {
            return times(reading.at("times"), entry.times());
        }
        return entry.yuan() == null ? Optional.of(new Fine.None()) : yuan(reading.at("yuan"), entry.yuan());
    }

    private static Optional<Fine> yuan(Reading reading, List<Long> range) {
        if (range.size() != 2 || range.get(0) < 0 || range.get(1) < range.get(0) || range.get(1) == 0) {
            reading.fault(range + " is not the least and the most of a fine");
            return Optional.empty();
        }
        return Optional.of(new Fine.Yuan(new Range(range.get(0), range.get(1))));
    }

    private Optional<Fine> times(Reading reading, TimesEntry entry) {
        FactType of = entry.of() == null ? null : facts.get(entry.of());
        if (of == null || of.kind() != FactType.Kind.NUMBER) {
            reading.fault("of", "'" + entry.of() + "' is no number");
            return Optional.empty();
        }
        Double from = entry.from();
        Double to = entry.to();
        if (from == null || to == null || !(from >= 0 && from <= to && to > 0)) {
            reading.fault("from " + from + " to " + to + " is no range");
            return Optional.empty();
        }
        conditions.asked().add(of.code());
        return Optional.of(new Fine.Times(of, from, to));
    }

    static List<Citation> citations(Reading reading, @Nullable List<CitationEntry> entries) {
        List<Citation> citations = new ArrayList<>();
        List<CitationEntry> all = Reading.orNone(entries);
        for (int i = 0; i < all.size(); i++) {
            CitationEntry entry = all.get(i);
            Reading at = reading.at(i);
            at.text("law", entry.law())
                    .ifPresent(law -> citations.add(new Citation(
                            law,
                            orEmpty(entry.article()),
                            orEmpty(entry.version()),
                            at.dayIfGiven("from", entry.from()),
                            at.dayIfGiven("until", entry.until()))));
        }
        if (citations.isEmpty()) {
            reading.fault("names no law");
        }
        return citations;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
