package io.qipan.dispatch.response.model;

import io.qipan.dispatch.incident.model.Priority;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a plan holds: all of what is not empty has to hold. */
public record Condition(
        Set<String> incidentTypes,
        Set<Priority> priorities,
        Set<String> zones,
        Optional<Hours> hours,
        Set<String> dutyLevels) {

    /** Full hours of the day; across midnight if it ends before it begins, all day if both are the same. */
    public record Hours(int from, int until) {
        boolean include(LocalTime at) {
            int hour = at.getHour();
            return from == until || (from < until ? from <= hour && hour < until : from <= hour || hour < until);
        }
    }

    public Condition {
        incidentTypes = Set.copyOf(incidentTypes);
        priorities = Set.copyOf(priorities);
        zones = Set.copyOf(zones);
        dutyLevels = Set.copyOf(dutyLevels);
    }

    /** One line for each condition if all hold; empty if one does not. */
    public Optional<List<String>> holdsIn(Situation situation) {
        List<String> because = new ArrayList<>();
        boolean holds = among(incidentTypes, Optional.of(situation.incidentType()), "type ", because)
                && among(priorities, Optional.of(situation.priority()), "priority ", because)
                && among(zones, situation.zone(), "in ", because)
                && within(situation.at(), because)
                && among(dutyLevels, situation.dutyLevel(), "duty level ", because);
        return holds ? Optional.of(because) : Optional.empty();
    }

    private static <T> boolean among(Set<T> wanted, Optional<T> actual, String what, List<String> because) {
        if (wanted.isEmpty()) {
            return true;
        }
        if (actual.filter(wanted::contains).isEmpty()) {
            return false;
        }
        because.add(what + actual.get());
        return true;
    }

    private boolean within(LocalTime at, List<String> because) {
        if (hours.isEmpty()) {
            return true;
        }
        because.add("between " + hours.get().from() + " and " + hours.get().until() + " h");
        return hours.get().include(at);
    }
}
