package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Has ecology-service open the case of an ecological incident, now or as soon as it is back. */
@Singleton
class OpenCaseOfIncident implements DeadlineHandler {
    static final String KIND = "incident.case";

    private final UnitOfWork unitOfWork;
    private final IncidentRecords records;
    private final Deadlines deadlines;
    private final EcologyCases cases;
    private final InstantSource clock;

    OpenCaseOfIncident(
            UnitOfWork unitOfWork,
            IncidentRecords records,
            Deadlines deadlines,
            EcologyCases cases,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.deadlines = deadlines;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        IncidentId id = IncidentId.parse(due.subject());
        Incident incident = unitOfWork.read(() -> records.get(id));
        Optional<String> activity =
                unitOfWork.read(() -> records.type(incident)).flatMap(IncidentType::ecologicalActivity);
        Optional<String> opened = activity.map(a -> cases.open(incident, a));
        unitOfWork.run("system:" + KIND, () -> {
            Incident now = records.lock(id);
            opened.ifPresent(name -> records.caseOpened(now, name, Times.now(clock)));
            if (now.type().equals(incident.type())) {
                deadlines.lift(KIND, due.subject());
            }
            return id;
        });
    }
}
