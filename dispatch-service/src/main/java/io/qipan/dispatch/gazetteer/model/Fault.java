package io.qipan.dispatch.gazetteer.model;

/**
 * Why a file of places cannot be taken over.
 *
 * @param line of a CSV file or position of a GeoJSON feature, from 1; 0: the file as a whole
 */
public record Fault(int line, String text) {}
