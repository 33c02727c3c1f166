package io.qipan.ecology.statistics.model;

/** What a figure counts, in words; see {@code qipan.ecology.v1.FigureDefinition}. */
public record Definition(
        FigureCode figure,
        int revision,
        String titleEn,
        String titleZh,
        String definitionEn,
        String definitionZh,
        String unit) {}
