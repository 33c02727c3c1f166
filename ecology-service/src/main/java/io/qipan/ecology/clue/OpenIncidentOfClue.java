package io.qipan.ecology.clue;

import io.qipan.ecology.clue.DispatchIncidents.Answer;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has dispatch-service open the incident of an urgent clue, now or as soon as it is back. */
@Singleton
public class OpenIncidentOfClue implements DeadlineHandler {
    private static final String ACTOR = "system:" + ClueRecords.INCIDENT;

    private final UnitOfWork unitOfWork;
    private final ClueRecords records;
    private final Deadlines deadlines;
    private final DispatchIncidents incidents;
    private final List<Activity> activities;
    private final InstantSource clock;

    public OpenIncidentOfClue(
            UnitOfWork unitOfWork,
            ClueRecords records,
            Deadlines deadlines,
            DispatchIncidents incidents,
            RuleSet rules,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.deadlines = deadlines;
        this.incidents = incidents;
        this.activities = rules.words().activities();
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ClueRecords.INCIDENT;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        Clue clue = unitOfWork.read(() -> records.get(due.subject()));
        Optional<Answer> answer =
                clue.incident().filter(LinkedIncident::isWaiting).map(waiting -> incidents.open(clue, codes(clue)));
        boolean ignored = unitOfWork.run(ACTOR, () -> settle(due.subject(), answer));
    }

    private List<String> codes(Clue clue) {
        Optional<Activity> told = clue.report()
                .activity()
                .flatMap(code -> activities.stream()
                        .filter(activity -> activity.code().equals(code))
                        .findFirst());
        return Stream.iterate(told, Optional::isPresent, narrow -> narrow.flatMap(Activity::kindOf))
                .flatMap(Optional::stream)
                .map(Activity::code)
                .toList();
    }

    /** Storing what was answered lifts the deadline. */
    private boolean settle(String name, Optional<Answer> answer) {
        Clue clue = records.lock(name);
        boolean waiting = clue.incident().filter(LinkedIncident::isWaiting).isPresent();
        if (answer.isEmpty() || !waiting) {
            deadlines.lift(kind(), name);
            return false;
        }
        Instant now = Times.now(clock);
        Clue changed = switch (answer.get()) {
            case Answer.Opened(LinkedIncident told) -> records.change(clue.with(told), "clue.incident_opened", now, "");
            case Answer.Refused(String why) -> records.change(clue.notSent(now), "clue.incident_refused", now, why);
        };
        return !changed.equals(clue);
    }
}
