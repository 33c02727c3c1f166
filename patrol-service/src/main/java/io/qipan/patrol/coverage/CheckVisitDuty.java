package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.JudgeDuties.Subject;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.runtime.deadline.DeadlineHandler;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A window opens or ends, or a period does: judges the duty, and opens that of the next period. */
@Singleton
public class CheckVisitDuty implements DeadlineHandler {
    private final VisitDuties duties;
    private final JudgeDuties judgeDuties;
    private final Surveys surveys;
    private final InstantSource clock;

    public CheckVisitDuty(VisitDuties duties, JudgeDuties judgeDuties, Surveys surveys, InstantSource clock) {
        this.duties = duties;
        this.judgeDuties = judgeDuties;
        this.surveys = surveys;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return JudgeDuties.DEADLINE;
    }

    @Override
    public void handle(Due due) {
        Instant now = clock.instant();
        duties.find(due.subject()).ifPresent(duty -> {
            judgeDuties.judge(new Subject(duty.feature(), duty.period()), now, "The time has come.");
            if (!now.isBefore(duty.period().until())) {
                openNext(duty.feature(), duty.period().until(), now);
            }
        });
    }

    /** Also those that came and went while nobody looked: they were missed all the same. */
    private void openNext(String feature, Instant from, Instant now) {
        Optional<VisitingRule> rule = surveys.newest().find(feature).flatMap(Surveyed::rule);
        if (rule.isEmpty()) {
            return;
        }
        Instant begin = from;
        while (!begin.isAfter(now)) {
            VisitPeriod period = VisitPeriod.at(rule.get().per(), begin);
            judgeDuties.open(new Subject(feature, period), now, "The period has begun.");
            begin = period.until();
        }
    }
}
