package io.qipan.dispatch.response.model;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A zone that would have no free unit of some capability left if the proposed ones went. */
public record CoverageGap(String zone, String capability, List<String> units) {
    public CoverageGap {
        units = List.copyOf(units);
    }

    /** The free units that have to be located to know: all that can do what a proposed one goes for. */
    public static List<Candidate> toLocate(List<Choice> proposed, List<Candidate> units) {
        return units.stream()
                .filter(unit -> unit.isFree() && unit.position().isPresent())
                .filter(unit -> proposed.stream().anyMatch(choice -> unit.can(choice.need())))
                .toList();
    }

    /** @param zones of the units to locate that are in one */
    public static List<CoverageGap> of(List<Choice> proposed, List<Candidate> located, Map<String, String> zones) {
        Map<Need, Map<String, List<String>>> leaving = new LinkedHashMap<>();
        for (Choice choice : proposed) {
            Need need = new Need(choice.need().capability(), 1);
            Optional.ofNullable(zones.get(choice.candidate().unit()))
                    .ifPresent(zone -> leaving.computeIfAbsent(need, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(zone, _ -> new ArrayList<>())
                            .add(choice.candidate().unit()));
        }
        List<String> going =
                proposed.stream().map(choice -> choice.candidate().unit()).toList();
        List<CoverageGap> gaps = new ArrayList<>();
        leaving.forEach((need, byZone) -> byZone.forEach((zone, units) -> {
            boolean somebodyStays = located.stream()
                    .anyMatch(unit ->
                            unit.can(need) && zone.equals(zones.get(unit.unit())) && !going.contains(unit.unit()));
            if (!somebodyStays) {
                gaps.add(new CoverageGap(zone, need.capability(), units));
            }
        }));
        return gaps;
    }
}
