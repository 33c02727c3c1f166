package io.qipan.dispatch.gazetteer.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Places in a table: one line each, the heading names the columns. */
public final class CsvPlaces {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final PlaceFile file;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvPlaces(PlaceFile file) {
        this.file = file;
    }

    public static void read(String csv, PlaceFile into) {
        new CsvPlaces(into).rows(csv);
    }

    private void rows(String csv) {
        try (CSVParser rows = CSVParser.parse(new StringReader(csv), CSVFormat.RFC4180)) {
            for (CSVRecord row : rows) {
                int line = (int) rows.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    heading(row);
                    if (!columns.containsKey("code") || !columns.containsKey("name")) {
                        file.fault(line, "the heading lacks code or name");
                        return;
                    }
                } else if (row.size() != columns.size()) {
                    file.fault(line, "has " + row.size() + " cells, the heading has " + columns.size());
                } else {
                    place(line, row);
                }
            }
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            file.fault(0, "is no CSV: " + e.getMessage());
        }
        if (columns.isEmpty()) {
            file.fault(0, "has no heading");
        }
    }

    private void heading(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            String column = row.get(i).strip();
            if (columns.putIfAbsent(column, i) != null) {
                file.fault(1, "has two columns '" + column + "'");
            }
            if (!PlaceCells.NAMES.contains(column) && !column.equals("latitude") && !column.equals("longitude")) {
                file.ignore(column);
            }
        }
    }

    private void place(int line, CSVRecord row) {
        UnaryOperator<String> cell =
                name -> Optional.ofNullable(columns.get(name)).map(row::get).orElse("");
        PlaceCells cells = new PlaceCells(line, file, cell);
        OptionalDouble latitude = cells.number("latitude", -90, 90);
        OptionalDouble longitude = cells.number("longitude", -180, 180);
        if (cell.apply("latitude").isBlank() != cell.apply("longitude").isBlank()) {
            cells.wrong("has one of latitude and longitude without the other");
        }
        Optional<Geometry> point = latitude.isPresent() && longitude.isPresent()
                ? Optional.of(file.datum()
                        .toWgs84(FACTORY.createPoint(new Coordinate(longitude.getAsDouble(), latitude.getAsDouble()))))
                : Optional.empty();
        cells.finish(point);
    }
}
