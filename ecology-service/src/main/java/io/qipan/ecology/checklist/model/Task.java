package io.qipan.ecology.checklist.model;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What an item asks, as the template had it when the item was made. Never changes.
 *
 * @param template {@code checklistTemplates/{code}}
 * @param point the code of its point
 * @param supervisor to whom it goes up
 * @param dueAt the last moment in time
 */
public record Task(
        String template,
        int templateRevision,
        String point,
        YearMonth month,
        String textEn,
        String textZh,
        String basis,
        String agency,
        Optional<String> jurisdiction,
        String supervisor,
        Instant dueAt) {

    /** A point of a template in one month. */
    public static Task of(ChecklistTemplate template, Point point, YearMonth month) {
        return new Task(
                template.name(),
                template.revision(),
                point.code(),
                month,
                point.textEn(),
                point.textZh(),
                point.basis(),
                template.agency(),
                template.jurisdiction(),
                template.supervisor(),
                point.dueAt(month));
    }
}
