package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.LineEntry;
import io.qipan.ecology.rule.file.RuleFile.PlaceEntry;
import io.qipan.ecology.rule.model.AlongLine;
import io.qipan.ecology.rule.model.AnyFisheryWater;
import io.qipan.ecology.rule.model.Area;
import io.qipan.ecology.rule.model.Areas;
import io.qipan.ecology.rule.model.Corridor;
import io.qipan.ecology.rule.model.Everywhere;
import io.qipan.ecology.rule.model.KnownGround;
import io.qipan.ecology.rule.model.NamedWaters;
import io.qipan.ecology.rule.model.Place;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.Water;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The place of a rule. */
final class PlaceReader {
    private final Map<String, Water> waters;
    private final Map<String, Area> areas;
    /** Of all rules that hold everywhere. */
    private final KnownGround ground;
    /** Places without a border of their own, by their words: one that many rules share is looked at once for an act. */
    private final Map<Text, Place> everywhere = new HashMap<>();

    private final Map<Text, Place> fisheryWaters = new HashMap<>();

    PlaceReader(Map<String, Water> waters, Map<String, Area> areas) {
        this.waters = waters;
        this.areas = areas;
        this.ground = new KnownGround(List.copyOf(areas.values()), List.copyOf(waters.values()));
    }

    Optional<Place> read(Reading reading, @Nullable PlaceEntry entry) {
        if (entry == null) {
            reading.fault("is missing");
            return Optional.empty();
        }
        Optional<Text> text = reading.bilingual("text", entry.text());
        if (ways(entry) != 1) {
            reading.fault("needs one of waters, areas, along, any_fishery_water: true and everywhere: true");
            return Optional.empty();
        }
        return text.flatMap(words -> place(reading, entry, words));
    }

    private static long ways(PlaceEntry entry) {
        return Stream.of(
                        entry.waters() != null,
                        entry.areas() != null,
                        entry.along() != null,
                        Boolean.TRUE.equals(entry.anyFisheryWater()),
                        Boolean.TRUE.equals(entry.everywhere()))
                .filter(given -> given)
                .count();
    }

    private Optional<Place> place(Reading reading, PlaceEntry entry, Text words) {
        if (entry.waters() != null) {
            List<Water> named = named(reading, "waters", "water", entry.waters(), waters);
            return named.isEmpty() ? Optional.empty() : Optional.of(new NamedWaters(named, words));
        }
        if (entry.areas() != null) {
            List<Area> named = named(reading, "areas", "area", entry.areas(), areas);
            return named.isEmpty() ? Optional.empty() : Optional.of(new Areas(named, words));
        }
        if (entry.along() != null) {
            return along(reading.at("along"), entry.along(), words);
        }
        List<Water> known = List.copyOf(waters.values());
        return Optional.of(
                Boolean.TRUE.equals(entry.everywhere())
                        ? everywhere.computeIfAbsent(words, text -> new Everywhere(ground, text))
                        : fisheryWaters.computeIfAbsent(words, text -> new AnyFisheryWater(known, text)));
    }

    private static Optional<Place> along(Reading reading, LineEntry entry, Text words) {
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Corridor> corridor = LineReader.corridor(
                reading, entry.drawn(), entry.halfWidthKm(), entry.accuracyKm(), entry.lineLatitudeLongitude());
        return name.isEmpty() || corridor.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlongLine(name.get(), corridor.get(), words));
    }

    private static <T> List<T> named(
            Reading reading, String part, String what, List<String> codes, Map<String, T> known) {
        List<T> named = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            T found = known.get(codes.get(i));
            if (found == null) {
                reading.at(part).at(i).fault("there is no " + what + " '" + codes.get(i) + "'");
            } else {
                named.add(found);
            }
        }
        if (named.isEmpty()) {
            reading.fault(part, "names no known " + what);
        }
        return named;
    }
}
