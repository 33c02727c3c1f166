package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.RuleEntry;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.ActivityScope;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Place;
import io.qipan.ecology.rule.model.Rule;
import io.qipan.ecology.rule.model.Season;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.Water;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules, when all activities and waters are known. */
final class RuleReader {
    private final Faults faults;
    private final Map<String, Activity> activities;
    private final Map<String, Water> waters;
    private final Set<String> ids = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    RuleReader(Faults faults, Map<String, Activity> activities, Map<String, Water> waters) {
        this.faults = faults;
        this.activities = activities;
        this.waters = waters;
    }

    void read(String file, List<RuleEntry> entries) {
        for (RuleEntry entry : entries) {
            read(new Reading(file + ", rule " + entry.id(), faults), entry);
        }
    }

    private void read(Reading reading, RuleEntry entry) {
        Optional<String> id = reading.id(entry.id());
        if (id.isPresent() && !ids.add(id.get())) {
            reading.fault("id", "is taken by another rule");
        }
        Optional<Text> title = reading.bilingual("title", entry.title());
        ActivityScope scope = scope(reading, entry);
        Optional<Place> place = new PlaceReader(reading, waters).read(entry.place());
        Optional<Season> season = SeasonReader.season(reading, entry.season());
        Optional<InForce> inForce = SeasonReader.inForce(reading, entry.inForce());
        Optional<String> citation = reading.text("citation", entry.citation());
        Optional<Handling> handling = handling(reading, entry.handling());
        String doubt = entry.doubt();
        if (doubt == null) {
            reading.fault("doubt", "is missing; write \"\" if nothing is uncertain");
        }
        if (id.isPresent()
                && title.isPresent()
                && place.isPresent()
                && season.isPresent()
                && inForce.isPresent()
                && citation.isPresent()
                && handling.isPresent()
                && doubt != null) {
            rules.add(new Rule(
                    id.get(),
                    title.get(),
                    scope,
                    place.get(),
                    season.get(),
                    inForce.get(),
                    citation.get(),
                    handling.get(),
                    doubt));
        }
    }

    private ActivityScope scope(Reading reading, RuleEntry entry) {
        List<Activity> forbidden = activities(reading, "forbids", Reading.orNone(entry.forbids()));
        if (forbidden.isEmpty()) {
            reading.fault("forbids", "names no known activity");
        }
        if (entry.exempts() == null) {
            reading.fault("exempts", "is missing; write [] if nothing is exempt");
        }
        List<Activity> exempt = activities(reading, "exempts", Reading.orNone(entry.exempts()));
        for (Activity activity : exempt) {
            if (forbidden.stream().noneMatch(wider -> activity.isA(wider.code()))) {
                reading.fault("exempts", "'" + activity.code() + "' is no kind of what the rule forbids");
            }
        }
        return new ActivityScope(forbidden, exempt);
    }

    private List<Activity> activities(Reading reading, String part, List<String> codes) {
        List<Activity> named = new ArrayList<>();
        for (String code : codes) {
            Activity activity = activities.get(code);
            if (activity == null) {
                reading.fault(part, "there is no activity '" + code + "'");
            } else {
                named.add(activity);
            }
        }
        return named;
    }

    private static Optional<Handling> handling(Reading reading, @Nullable String name) {
        Optional<Handling> handling = Arrays.stream(Handling.values())
                .filter(h -> h.name().equals(name))
                .findFirst();
        if (handling.isEmpty()) {
            reading.fault("handling", "'" + name + "' is none of " + Arrays.toString(Handling.values()));
        }
        return handling;
    }

    List<Rule> rules() {
        return rules;
    }
}
