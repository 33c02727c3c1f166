package io.qipan.patrol.grid.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;

/** What a feature of the grid is: the names and meanings are those of {@code qipan.patrol.v1.GridFeature.Kind}. */
public enum FeatureKind {
    CITY(Form.AREA, null),
    ZONE(Form.AREA, CITY),
    CELL(Form.AREA, ZONE),
    MUST_PATROL_AREA(Form.AREA, ZONE),
    MUST_PATROL_LINE(Form.LINE, ZONE),
    MUST_PATROL_POINT(Form.POINT, ZONE),
    CHECKPOINT(Form.POINT, ZONE),
    POLICE_STATION(Form.POINT, ZONE),
    KIOSK(Form.POINT, ZONE),
    SENSOR(Form.POINT, ZONE),
    CAMERA(Form.POINT, ZONE),
    SLIPWAY(Form.POINT, ZONE),
    BERTH(Form.POINT, ZONE),
    WATER(Form.AREA, null),
    WATERWAY(Form.LINE, null);

    /** What geometry a feature may have. */
    public enum Form {
        AREA("a Polygon or MultiPolygon"),
        LINE("a LineString or MultiLineString"),
        POINT("a Point");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        /** For a sentence. */
        public String words() {
            return words;
        }

        public boolean isOf(Geometry geometry) {
            return switch (this) {
                case AREA -> geometry instanceof Polygonal;
                case LINE -> geometry instanceof Lineal;
                case POINT -> geometry instanceof Point;
            };
        }
    }

    private final Form form;
    private final @Nullable FeatureKind parent;

    FeatureKind(Form form, @Nullable FeatureKind parent) {
        this.form = form;
        this.parent = parent;
    }

    public Form form() {
        return form;
    }

    public Optional<FeatureKind> parent() {
        return Optional.ofNullable(parent);
    }

    /** Whether features of this kind share no ground with each other and, together, should cover their parent. */
    public boolean tiles() {
        return switch (this) {
            case CITY, ZONE, CELL -> true;
            default -> false;
        };
    }

    public boolean needsParent() {
        return tiles() && parent != null;
    }

    public boolean isVisited() {
        return switch (this) {
            case MUST_PATROL_AREA, MUST_PATROL_LINE, MUST_PATROL_POINT -> true;
            default -> false;
        };
    }

    public boolean isDevice() {
        return this == SENSOR || this == CAMERA;
    }

    /** As it stands in the names of features. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name, in any case. */
    public static Optional<FeatureKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
