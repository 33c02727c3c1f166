package io.qipan.ecology.rule.model;

import java.util.Optional;

/**
 * A part of the country that rules and questions can name.
 *
 * @param within the area that it is a part of, of the same kind
 * @param shape where it lies; empty if it is known by name only
 */
public record Area(String code, Text name, Kind kind, Optional<Area> within, Optional<AreaShape> shape) {

    /** Documented in {@code qipan.ecology.v1.NamedPlace.Kind}. */
    public enum Kind {
        ADMINISTRATIVE,
        BASIN,
        RESERVE
    }

    /** Whether it is that area or a part of it. */
    public boolean isIn(Area other) {
        return code.equals(other.code) || within.map(wider -> wider.isIn(other)).orElse(false);
    }

    /** The shape of the area, or of the narrowest one around it that has one. */
    public Optional<AreaShape> nearestShape() {
        return shape.or(() -> within.flatMap(Area::nearestShape));
    }

    /** Its name and code, for a sentence. */
    Text label() {
        return new Text(name.en() + " (" + code + ")", name.zh() + "（" + code + "）");
    }
}
