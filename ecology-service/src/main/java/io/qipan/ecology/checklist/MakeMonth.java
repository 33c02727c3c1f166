package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistTemplate;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;

/**
 * A month begins: makes its items and waits for the next. After a time out of service one month is made after the other, so that
 * none is missing.
 */
@Singleton
public class MakeMonth implements DeadlineHandler {
    static final String KIND = "checklist.month";
    private static final String ACTOR = "system:" + KIND;

    private final ChecklistTemplates templates;
    private final MakeItems makeItems;
    private final Deadlines deadlines;
    private final InstantSource clock;

    public MakeMonth(ChecklistTemplates templates, MakeItems makeItems, Deadlines deadlines, InstantSource clock) {
        this.templates = templates;
        this.makeItems = makeItems;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** The month stands in the subject: a deadline that was put off is still of the month it was set for. */
    static void waitFor(YearMonth month, String template, Deadlines deadlines) {
        deadlines.set(KIND, template + "/" + month, ReviseChecklist.begin(month));
    }

    @Override
    public void handle(Due due) {
        int end = due.subject().lastIndexOf('/');
        YearMonth month = YearMonth.parse(due.subject().substring(end + 1));
        templates
                .lockNewest(due.subject().substring(0, end))
                .filter(template -> !template.ended())
                .ifPresent(template -> make(template, month));
    }

    private void make(ChecklistTemplate template, YearMonth month) {
        Instant begin = ReviseChecklist.begin(month);
        int ignored =
                makeItems.make(template, month, begin, ACTOR, Times.now(clock)).size();
        waitFor(month.plusMonths(1), template.name(), deadlines);
    }
}
