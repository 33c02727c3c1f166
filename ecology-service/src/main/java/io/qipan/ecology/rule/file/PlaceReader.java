package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.PlaceEntry;
import io.qipan.ecology.rule.model.AnyFisheryWater;
import io.qipan.ecology.rule.model.NamedWaters;
import io.qipan.ecology.rule.model.Place;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.Water;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place of a rule. */
final class PlaceReader {
    private final Reading reading;
    private final Map<String, Water> waters;

    PlaceReader(Reading reading, Map<String, Water> waters) {
        this.reading = reading;
        this.waters = waters;
    }

    Optional<Place> read(@Nullable PlaceEntry entry) {
        if (entry == null) {
            reading.fault("place", "is missing");
            return Optional.empty();
        }
        Optional<Text> text = reading.bilingual("place.text", entry.text());
        boolean anywhere = Boolean.TRUE.equals(entry.anyFisheryWater());
        if (anywhere == (entry.waters() != null)) {
            reading.fault("place", "needs either waters or any_fishery_water: true");
            return Optional.empty();
        }
        List<Water> named = named(Reading.orNone(entry.waters()));
        if (!anywhere && named.isEmpty()) {
            reading.fault("place", "names no known water");
            return Optional.empty();
        }
        return text.map(words ->
                anywhere ? new AnyFisheryWater(List.copyOf(waters.values()), words) : new NamedWaters(named, words));
    }

    private List<Water> named(List<String> codes) {
        List<Water> named = new ArrayList<>();
        for (String code : codes) {
            Water water = waters.get(code);
            if (water == null) {
                reading.fault("place", "there is no water '" + code + "'");
            } else {
                named.add(water);
            }
        }
        return named;
    }
}
