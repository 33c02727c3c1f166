package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.model.Definition;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureDefinition;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.runtime.rpc.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Figures on the wire, in the model and in tables. */
final class StatisticsMessages {

    private StatisticsMessages() {}

    static FigureDefinition message(Definition definition) {
        return FigureDefinition.newBuilder()
                .setCode(definition.figure().code())
                .setRevision(definition.revision())
                .setTitleEn(definition.titleEn())
                .setTitleZh(definition.titleZh())
                .setDefinitionEn(definition.definitionEn())
                .setDefinitionZh(definition.definitionZh())
                .setUnit(definition.unit())
                .build();
    }

    /** One line for each figure. */
    static String csv(StatisticsSnapshot snapshot) {
        StringWriter text = new StringWriter();
        try (CSVPrinter rows = new CSVPrinter(text, CSVFormat.RFC4180)) {
            rows.printRecord(
                    "figure",
                    "title_en",
                    "title_zh",
                    "value",
                    "unit",
                    "rows",
                    "unknown_because",
                    "definition_revision",
                    "definition_en",
                    "definition_zh",
                    "from",
                    "until",
                    "agency",
                    "frozen_at",
                    "hash");
            for (Figure figure : snapshot.getFiguresList()) {
                FigureDefinition definition = figure.getDefinition();
                rows.printRecord(
                        definition.getCode(),
                        definition.getTitleEn(),
                        definition.getTitleZh(),
                        figure.hasValue() ? figure.getValue() : "",
                        definition.getUnit(),
                        figure.getRows(),
                        figure.getUnknownBecause(),
                        definition.getRevision(),
                        definition.getDefinitionEn(),
                        definition.getDefinitionZh(),
                        Times.instant(snapshot.getFrom()),
                        Times.instant(snapshot.getUntil()),
                        snapshot.getScope().getOptionalAgency(),
                        Times.instant(snapshot.getFrozenAt()),
                        snapshot.getHash());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
