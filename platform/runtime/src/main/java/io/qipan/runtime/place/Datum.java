package io.qipan.runtime.place;

/** A point on Earth together with the coordinate system it is written in. Conversions exist only in sensible directions. */
public sealed interface Datum {

    /** Degrees north. */
    double latitude();

    /** Degrees east. */
    double longitude();

    Wgs84 toWgs84();

    /** World Geodetic System 1984; equal to CGCS2000 at this accuracy. What is stored and computed with. */
    record Wgs84(double latitude, double longitude) implements Datum {
        public Wgs84 {
            Degrees.check(latitude, longitude);
        }

        @Override
        public Wgs84 toWgs84() {
            return this;
        }

        public Gcj02 toGcj02() {
            return ChineseOffset.add(this);
        }
    }

    /** The public Chinese offset datum, {@code GB 20263}: up to 700 m beside WGS-84 within China, equal to it outside. */
    record Gcj02(double latitude, double longitude) implements Datum {
        public Gcj02 {
            Degrees.check(latitude, longitude);
        }

        @Override
        public Wgs84 toWgs84() {
            return ChineseOffset.remove(this);
        }

        public Bd09 toBd09() {
            return BaiduOffset.add(this);
        }
    }

    /** Baidu's datum: GCJ-02 shifted once more. */
    record Bd09(double latitude, double longitude) implements Datum {
        public Bd09 {
            Degrees.check(latitude, longitude);
        }

        public Gcj02 toGcj02() {
            return BaiduOffset.remove(this);
        }

        @Override
        public Wgs84 toWgs84() {
            return toGcj02().toWgs84();
        }
    }
}
