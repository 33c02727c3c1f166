package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places of which nobody has drawn where they lie, and what rests on them.
 *
 * @param rulesByPlace ids of the rules that hold in a place, by its code; none that no rule names
 */
public record Undrawn(Map<String, List<String>> rulesByPlace) {

    public Undrawn {
        rulesByPlace = Map.copyOf(rulesByPlace);
    }

    static Undrawn of(List<Rule> rules) {
        Map<String, List<String>> found = new TreeMap<>();
        for (Rule rule : rules) {
            for (String code : undrawn(rule.place())) {
                found.computeIfAbsent(code, none -> new ArrayList<>()).add(rule.id());
            }
        }
        found.replaceAll((code, ids) -> List.copyOf(ids));
        return new Undrawn(found);
    }

    private static List<String> undrawn(Place place) {
        return switch (place) {
            case NamedWaters named ->
                named.waters().stream()
                        .filter(water -> !water.isDrawn())
                        .map(Water::code)
                        .toList();
            case Areas named ->
                named.areas().stream()
                        .filter(area -> area.shape().isEmpty())
                        .map(Area::code)
                        .toList();
            case AnyFisheryWater _, AlongLine _, Everywhere _ -> List.of();
        };
    }

    /** Of a place by its code; empty if it is drawn or no rule names it. */
    public List<String> rulesOf(String code) {
        return rulesByPlace.getOrDefault(code, List.of());
    }
}
