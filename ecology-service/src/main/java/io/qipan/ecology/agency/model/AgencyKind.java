package io.qipan.ecology.agency.model;

/** What kind of party; see {@code qipan.ecology.v1.Agency.Kind}. */
public enum AgencyKind {
    PUBLIC_SECURITY,
    FORESTRY_GRASSLAND,
    WATER,
    ENVIRONMENT,
    NEIGHBOUR,
    OTHER,
    PROCURATORATE,
    SUPERVISORY_ORGAN,
    GOVERNMENT
}
