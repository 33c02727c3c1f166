package io.qipan.patrol.grid.model;

import org.locationtech.jts.geom.Geometry;

/**
 * A feature as an import would make it.
 *
 * @param index its position in the document
 * @param drawn its geometry as it was given, in the datum of the document
 */
public record Draft(int index, GridFeature feature, Geometry drawn) {

    Draft withGeometry(Geometry geometry) {
        return new Draft(index, feature.withGeometry(geometry), drawn);
    }

    Finding error(Finding.Code code, String text) {
        return Finding.error(code, index, text).of(feature.name());
    }

    Finding warning(Finding.Code code, String text) {
        return Finding.warning(code, index, text).of(feature.name());
    }
}
