package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.EndEntry;
import io.qipan.ecology.rule.file.RuleFile.ExceptionEntry;
import io.qipan.ecology.rule.file.RuleFile.RuleEntry;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.ActivityScope;
import io.qipan.ecology.rule.model.Citation;
import io.qipan.ecology.rule.model.Condition;
import io.qipan.ecology.rule.model.Exemption;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Penalty;
import io.qipan.ecology.rule.model.Place;
import io.qipan.ecology.rule.model.Rule;
import io.qipan.ecology.rule.model.Season;
import io.qipan.ecology.rule.model.Sourcing;
import io.qipan.ecology.rule.model.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules, when all activities, facts, waters and areas are known. */
final class RuleReader {
    private final WordReader words;
    private final DoubtReader doubts;

    private final ConditionReader conditions;
    private final PenaltyReader penalties;
    private final PlaceReader places;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Reading> replacing = new LinkedHashMap<>();

    RuleReader(WordReader words, GroundReader ground, Predicate<Reading> oldForm) {
        this.words = words;
        this.doubts = new DoubtReader(oldForm);
        this.conditions = new ConditionReader(words.facts());
        this.penalties = new PenaltyReader(words.facts(), conditions);
        this.places = new PlaceReader(ground.waters(), ground.areas());
    }

    PlaceReader places() {
        return places;
    }

    /** Codes of the facts that a rule asks for. */
    Set<String> asked() {
        return conditions.asked();
    }

    void rule(Reading reading, RuleEntry entry) {
        Optional<String> id = reading.id(entry.id());
        Optional<Text> title = reading.bilingual("title", entry.title());
        ActivityScope scope = scope(reading, entry);
        List<Exemption> exemptions = exemptions(reading.at("exceptions"), Reading.orNone(entry.exceptions()));
        Optional<Condition> when = conditions.read(reading.at("when"), entry.when());
        Optional<Place> place = places.read(reading.at("place"), entry.place());
        Optional<Season> season = SeasonReader.season(reading.at("season"), entry.season());
        Optional<InForce> inForce = SeasonReader.inForce(reading.at("in_force"), entry.inForce());
        List<Citation> citations = PenaltyReader.citations(reading.at("citations"), entry.citations());
        Optional<Handling> handling = reading.oneOf("handling", entry.handling(), Handling.class);
        List<Penalty> threatened = penalties.penalties(reading.at("penalties"), entry.penalties());
        Optional<Sourcing> sourcing = reading.oneOf("sourcing", entry.sourcing(), Sourcing.class);
        Optional<Text> doubt = doubts.read(reading, entry.doubt());
        if (id.isEmpty()
                || title.isEmpty()
                || when.isEmpty()
                || place.isEmpty()
                || season.isEmpty()
                || inForce.isEmpty()
                || handling.isEmpty()
                || sourcing.isEmpty()
                || doubt.isEmpty()) {
            return;
        }
        Optional<String> replaces = Optional.ofNullable(entry.replaces());
        Rule rule = new Rule(
                id.get(),
                title.get(),
                scope,
                exemptions,
                when.get(),
                place.get(),
                season.get(),
                inForce.get(),
                citations,
                handling.get(),
                threatened,
                sourcing.get(),
                doubt.get(),
                replaces);
        if (rules.putIfAbsent(rule.id(), rule) != null) {
            reading.fault("id", "is taken by another rule");
        }
        replaces.ifPresent(earlier -> replacing.put(rule.id(), reading.at("replaces")));
    }

    private ActivityScope scope(Reading reading, RuleEntry entry) {
        List<Activity> forbidden = words.activities(reading, "forbids", Reading.orNone(entry.forbids()));
        if (forbidden.isEmpty()) {
            reading.fault("forbids", "names no known activity");
        }
        if (entry.exempts() == null) {
            reading.fault("exempts", "is missing; write [] if nothing is exempt");
        }
        List<Activity> exempt = words.activities(reading, "exempts", Reading.orNone(entry.exempts()));
        for (Activity activity : exempt) {
            if (forbidden.stream().noneMatch(wider -> activity.isA(wider.code()))) {
                reading.fault("exempts", "'" + activity.code() + "' is no kind of what the rule forbids");
            }
        }
        return new ActivityScope(forbidden, exempt);
    }

    private List<Exemption> exemptions(Reading reading, List<ExceptionEntry> entries) {
        List<Exemption> exemptions = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Reading at = reading.at(i);
            ExceptionEntry entry = entries.get(i);
            Optional<Text> text = at.bilingual("text", entry.text());
            List<Activity> activities = words.activities(at, "activities", Reading.orNone(entry.activities()));
            Optional<Condition> when = conditions.read(at.at("when"), entry.when());
            if (entry.when() == null && activities.isEmpty()) {
                at.fault("names neither activities nor a condition, so that nothing would be left of the rule");
            }
            if (text.isPresent() && when.isPresent()) {
                exemptions.add(new Exemption(text.get(), activities, when.get()));
            }
        }
        return exemptions;
    }

    /** When all rules are known. */
    void end(Reading reading, EndEntry entry) {
        Rule rule = entry.rule() == null ? null : rules.get(entry.rule());
        Optional<LocalDate> until = reading.day("until", entry.until());
        if (rule == null) {
            reading.fault("rule", "there is no rule '" + entry.rule() + "'");
        } else if (until.isPresent()) {
            Optional<LocalDate> before = rule.inForce().until();
            if (!until.get().isAfter(rule.inForce().from())
                    || before.isPresent() && !until.get().isBefore(before.get())) {
                reading.fault(
                        "until",
                        "'" + rule.id() + "' is " + rule.inForce().text().en());
            } else {
                rules.put(rule.id(), rule.until(until.get()));
            }
        }
    }

    /** What can be seen only when all rules are known. */
    void checkSuccession() {
        Map<String, String> successors = new LinkedHashMap<>();
        replacing.forEach((id, reading) -> {
            String earlier = Objects.requireNonNull(rules.get(id)).replaces().orElseThrow();
            Rule before = rules.get(earlier);
            if (before == null) {
                reading.fault("there is no rule '" + earlier + "'");
            } else if (before.inForce().until().isEmpty()
                    || before.inForce()
                            .until()
                            .get()
                            .isAfter(Objects.requireNonNull(rules.get(id))
                                    .inForce()
                                    .from())) {
                reading.fault("'" + earlier + "' is still in force when this rule begins");
            } else if (successors.putIfAbsent(earlier, id) != null) {
                reading.fault("'" + earlier + "' is replaced by '" + successors.get(earlier) + "' already");
            }
        });
    }

    List<Rule> rules() {
        return List.copyOf(rules.values());
    }
}
