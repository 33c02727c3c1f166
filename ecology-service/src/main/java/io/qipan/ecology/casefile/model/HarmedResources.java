package io.qipan.ecology.casefile.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.rule.model.Activity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which kinds of resources an activity harms, and so whose competence it is. A division of the project's own; no law has it. */
public final class HarmedResources {
    private static final Set<ResourceKind> WATERS = EnumSet.of(ResourceKind.RIVER, ResourceKind.LAKE);
    private static final Set<ResourceKind> WOOD_AND_GRASS = EnumSet.of(ResourceKind.FOREST, ResourceKind.GRASSLAND);

    private record Rule(String activity, Set<ResourceKind> kinds) {}

    private static final List<Rule> RULES = List.of(
            new Rule("fishing", WATERS),
            new Rule("carrying_destructive_gear", WATERS),
            new Rule("fishing_boat_in_ban", WATERS),
            new Rule("serving_ban_breakers", WATERS),
            new Rule("forbidden_gear_trade", WATERS),
            new Rule("river_offence", WATERS),
            new Rule("pollution_discharge", WATERS),
            new Rule("outfall_illegal", WATERS),
            new Rule("waste_to_water", WATERS),
            new Rule("forest_offence", EnumSet.of(ResourceKind.FOREST)),
            new Rule("grassland_offence", EnumSet.of(ResourceKind.GRASSLAND)),
            new Rule("protected_plant_taking", WOOD_AND_GRASS),
            new Rule("wildfire_use", WOOD_AND_GRASS),
            new Rule("wildfire_causing", WOOD_AND_GRASS));

    private HarmedResources() {}

    /** All kinds, of an activity that is done on water and land alike, or that is not known. */
    public static Set<ResourceKind> of(Activity activity) {
        return RULES.stream()
                .filter(rule -> activity.isA(rule.activity()))
                .findFirst()
                .map(rule -> Set.copyOf(rule.kinds()))
                .orElse(Set.of(ResourceKind.values()));
    }
}
