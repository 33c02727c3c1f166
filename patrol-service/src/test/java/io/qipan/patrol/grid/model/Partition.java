package io.qipan.patrol.grid.model;

import static io.qipan.patrol.grid.model.FeatureKind.CELL;
import static io.qipan.patrol.grid.model.FeatureKind.CITY;
import static io.qipan.patrol.grid.model.FeatureKind.ZONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/** A square that is cut at random: by Voronoi cells, which meet at slanted borders. The same seed cuts the same way. */
public record Partition(Sketch sketch, List<Geometry> cells) {

    public static Partition of(long seed, int cells) {
        Random random = new Random(seed);
        List<Coordinate> sites = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            sites.add(Sketch.at(40 * random.nextDouble(), 40 * random.nextDouble()));
        }
        Geometry square = Sketch.rectangle(0, 0, 40, 40);
        VoronoiDiagramBuilder voronoi = new VoronoiDiagramBuilder();
        voronoi.setSites(sites);
        voronoi.setClipEnvelope(square.getEnvelopeInternal());
        Geometry diagram = voronoi.getDiagram(new GeometryFactory());
        Sketch sketch = Sketch.sketch().draw(CITY, "C", "", square.copy()).draw(ZONE, "Z", "C", square.copy());
        List<Geometry> drawn = new ArrayList<>();
        for (int i = 0; i < diagram.getNumGeometries(); i++) {
            Geometry cell = diagram.getGeometryN(i).intersection(square).norm().reverse();
            drawn.add(cell);
            sketch.draw(CELL, "%03d".formatted(i), "Z", cell);
        }
        return new Partition(sketch, drawn);
    }
}
