package io.qipan.bench.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The outer rings of the polygons of a GeoJSON file, each with all its corners, in a square of length one in which they lie to one
 * another as in the file.
 */
record Outlines(List<List<double[]>> rings) {
    private static final int LEAST_CORNERS = 4;

    Outlines {
        rings = List.copyOf(rings);
    }

    /** Corners are longitude and latitude there, and east and north here. */
    static Outlines read(Path file) {
        List<List<double[]>> rings = new ArrayList<>();
        try {
            collect(JsonMapper.builder().build().readTree(Files.readString(file)), rings);
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is no JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage() + ".");
        }
        if (rings.isEmpty()) {
            throw new UserError(
                    file + " has no polygon. Give a GeoJSON file with polygons, as of districts or reserves.");
        }
        return new Outlines(inSquare(rings));
    }

    private static void collect(JsonNode node, List<List<double[]>> rings) {
        switch (node.path("type").asText()) {
            case "FeatureCollection" -> node.path("features").forEach(feature -> collect(feature, rings));
            case "Feature" -> collect(node.path("geometry"), rings);
            case "GeometryCollection" -> node.path("geometries").forEach(part -> collect(part, rings));
            case "MultiPolygon" -> node.path("coordinates").forEach(polygon -> add(polygon.path(0), rings));
            case "Polygon" -> add(node.path("coordinates").path(0), rings);
            default -> {
                // Points and lines have no inside.
            }
        }
    }

    private static void add(JsonNode ring, List<List<double[]>> rings) {
        List<double[]> corners = new ArrayList<>();
        ring.forEach(corner -> corners.add(
                new double[] {corner.path(0).asDouble(), corner.path(1).asDouble()}));
        if (corners.size() >= LEAST_CORNERS) {
            // The last is the first again.
            rings.add(List.copyOf(corners.subList(0, corners.size() - 1)));
        }
    }

    private static List<List<double[]>> inSquare(List<List<double[]>> rings) {
        double west = least(rings, 0);
        double south = least(rings, 1);
        double side = rings.stream()
                .flatMap(List::stream)
                .mapToDouble(corner -> Math.max(corner[0] - west, corner[1] - south))
                .max()
                .orElseThrow();
        return rings.stream()
                .map(ring -> ring.stream()
                        .map(corner -> new double[] {(corner[0] - west) / side, (corner[1] - south) / side})
                        .toList())
                .toList();
    }

    private static double least(List<List<double[]>> rings, int axis) {
        return rings.stream()
                .flatMap(List::stream)
                .mapToDouble(corner -> corner[axis])
                .min()
                .orElseThrow();
    }

    int corners() {
        return rings.stream().mapToInt(List::size).sum();
    }
}
