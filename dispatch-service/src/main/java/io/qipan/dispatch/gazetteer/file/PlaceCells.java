package io.qipan.dispatch.gazetteer.file;

import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.Place.Posts;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.runtime.geojson.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/** What the named texts of one line or feature say. Whatever is wrong with them is told, not only the first. */
final class PlaceCells {
    static final Set<String> NAMES =
            Set.of("code", "name", "kind", "aliases", "phones", "district", "uncertainty_m", "km_from", "km_to");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{3,30}");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ALIASES = 20;
    private static final double USUAL_UNCERTAINTY_M = 100;
    private static final double WIDEST_M = 100_000;
    /** No road of the country is longer. */
    private static final double LAST_POST = 99_999;

    private final int line;
    private final PlaceFile file;
    private final UnaryOperator<String> cells;
    private boolean sound = true;

    /**
     * @param cells the text under a name; empty if there is none
     */
    PlaceCells(int line, PlaceFile file, UnaryOperator<String> cells) {
        this.line = line;
        this.file = file;
        this.cells = cells;
    }

    void wrong(String text) {
        sound = false;
        file.fault(line, text);
    }

    private String text(String name) {
        return cells.apply(name).strip();
    }

    OptionalDouble number(String name, double least, double most) {
        String text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is out of bounds.
        }
        wrong(name + " '" + Words.shown(text) + "' is no number from " + plain(least) + " to " + plain(most));
        return OptionalDouble.empty();
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    /** Hands the place over if everything about it is sound. */
    void finish(Optional<Geometry> geometry) {
        String code = text("code");
        if (!CODE.matcher(code).matches()) {
            wrong("code '" + Words.shown(code) + "' is not 1 to 40 letters, digits, '_', '.' or '-'");
        }
        String district = text("district");
        if (!district.isEmpty() && !CODE.matcher(district).matches()) {
            wrong("district '" + Words.shown(district) + "' is no code");
        }
        String name = name("name", text("name"));
        Optional<PlaceKind> kind = kind();
        List<String> aliases =
                list("aliases").map(alias -> name("aliases", alias)).toList();
        List<String> phones = list("phones").toList();
        phones.stream()
                .filter(phone -> !PHONE.matcher(phone).matches())
                .forEach(phone -> wrong("phones: '" + Words.shown(phone) + "' is no number"));
        if (aliases.size() > MOST_ALIASES || phones.size() > MOST_ALIASES) {
            wrong("has more than " + MOST_ALIASES + " aliases or phones");
        }
        double uncertaintyM = number("uncertainty_m", 0, WIDEST_M).orElse(USUAL_UNCERTAINTY_M);
        Optional<Posts> posts = posts(kind, geometry);
        if (sound && !file.isFull()) {
            file.place(
                    line,
                    new Place(
                            code, kind.orElseThrow(), name, aliases, district, phones, geometry, uncertaintyM, posts));
        } else if (sound) {
            file.tooMany(line);
        }
    }

    private String name(String column, String name) {
        boolean unusable = name.codePoints().noneMatch(Character::isLetterOrDigit)
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl);
        if (unusable) {
            wrong(column + " '" + Words.shown(name) + "' is not 1 to " + LONGEST_NAME
                    + " printable characters with a letter among them");
        }
        return name;
    }

    private Stream<String> list(String name) {
        return Arrays.stream(text(name).split("\\|")).map(String::strip).filter(one -> !one.isEmpty());
    }

    private Optional<PlaceKind> kind() {
        if (file.kind().isPresent()) {
            return file.kind();
        }
        String word = text("kind").toUpperCase(Locale.ROOT);
        Optional<PlaceKind> kind = Arrays.stream(PlaceKind.values())
                .filter(k -> k.name().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            wrong("kind '" + Words.shown(text("kind")) + "' is not one of " + Arrays.toString(PlaceKind.values())
                    + "; correct it, or import with one kind for all");
        }
        return kind;
    }

    private Optional<Posts> posts(Optional<PlaceKind> kind, Optional<Geometry> geometry) {
        List<OptionalDouble> ends = new ArrayList<>();
        ends.add(number("km_from", 0, LAST_POST));
        ends.add(number("km_to", 0, LAST_POST));
        if (ends.stream().allMatch(OptionalDouble::isEmpty)) {
            return Optional.empty();
        }
        boolean usable = ends.stream().allMatch(OptionalDouble::isPresent)
                && !ends.getFirst().equals(ends.getLast())
                && kind.filter(k -> k == PlaceKind.ROAD).isPresent()
                && geometry.filter(LineString.class::isInstance).isPresent();
        if (!usable) {
            wrong("km_from and km_to are two different numbers at the ends of the one line of a ROAD");
            return Optional.empty();
        }
        return Optional.of(
                new Posts(ends.getFirst().getAsDouble(), ends.getLast().getAsDouble()));
    }
}
