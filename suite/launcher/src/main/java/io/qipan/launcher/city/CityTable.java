package io.qipan.launcher.city;

import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The stations and units of a city, read from the tables beside this class. */
record CityTable(List<StationRow> stations, List<UnitRow> units) {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    record StationRow(String id, String titleEn, String titleZh, Point point) {
        String name() {
            return "stations/" + id;
        }
    }

    /**
     * @param extra capabilities beyond those of its kind
     */
    record UnitRow(String id, String callSign, String kind, List<String> extra, String station, Point start) {
        String name() {
            return "units/" + id;
        }
    }

    static CityTable of(String city) {
        return new CityTable(
                rows(city + "-stations.csv").stream().map(CityTable::station).toList(),
                rows(city + "-units.csv").stream().map(CityTable::unit).toList());
    }

    private static StationRow station(CSVRecord row) {
        return new StationRow(row.get("id"), row.get("title_en"), row.get("title_zh"), point(row));
    }

    private static UnitRow unit(CSVRecord row) {
        String extra = row.get("extra");
        return new UnitRow(
                row.get("id"),
                row.get("call_sign"),
                row.get("kind"),
                extra.isEmpty() ? List.of() : List.of(extra.split(" ", -1)),
                "stations/" + row.get("station"),
                point(row));
    }

    private static Point point(CSVRecord row) {
        return Point.newBuilder()
                .setLatitude(Double.parseDouble(row.get("latitude")))
                .setLongitude(Double.parseDouble(row.get("longitude")))
                .setDatum(Datum.WGS84)
                .build();
    }

    private static List<CSVRecord> rows(String file) {
        try (InputStream table = Objects.requireNonNull(CityTable.class.getResourceAsStream(file), file);
                CSVParser parser = FORMAT.parse(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
