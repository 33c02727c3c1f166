package io.qipan.ecology.registry.document;

import io.qipan.proto.ecology.v1.SubjectEntry;
import org.locationtech.jts.geom.Geometry;

/**
 * One subject as a document tells it.
 *
 * @param index line or position in the document, from 1
 * @param entry as it stands there
 * @param geometry in WGS-84
 */
public record Draft(int index, SubjectEntry entry, Geometry geometry) {}
