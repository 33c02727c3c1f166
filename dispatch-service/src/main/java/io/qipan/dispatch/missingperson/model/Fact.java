package io.qipan.dispatch.missingperson.model;

/** What a notice may tell; see {@code qipan.dispatch.v1.NoticeFact}. */
public enum Fact {
    FACT_NAME,
    FACT_AGE,
    FACT_SEX,
    FACT_DESCRIPTION,
    FACT_CLOTHING,
    FACT_LAST_SEEN
}
