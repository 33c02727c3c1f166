package io.qipan.dispatch.sensor;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks at the call of an alarm until it is over, and tells patrol-service what has changed, as soon as it is there. What that
 * will not hear is not told again; what comes after it is.
 */
@Singleton
class TellPatrol implements DeadlineHandler {
    static final String KIND = "sensor_alarm.tell";
    private static final Logger LOG = Logger.getLogger(TellPatrol.class);

    private final UnitOfWork unitOfWork;
    private final AlarmCalls alarmCalls;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final PatrolAlarms patrolAlarms;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    TellPatrol(
            UnitOfWork unitOfWork,
            AlarmCalls alarmCalls,
            CallRecords calls,
            IncidentRecords incidents,
            PatrolAlarms patrolAlarms,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.alarmCalls = alarmCalls;
        this.calls = calls;
        this.incidents = incidents;
        this.patrolAlarms = patrolAlarms;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    private record Found(AlarmCall alarm, News news) {}

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
        Instant now = Times.now(clock);
        Found found = unitOfWork.read(() -> look(due.subject(), now));
        boolean tells = found.alarm().hasToTell(found.news());
        Optional<String> refused = tells ? patrolAlarms.tell(found.alarm(), found.news()) : Optional.empty();
        refused.ifPresent(why -> LOG.warnf(
                "patrol-service will not hear this of %s, which is %s here: %s",
                due.subject(), found.alarm().call().name(), why));
        boolean ignored = unitOfWork.run("system:" + KIND, () -> {
            if (tells) {
                alarmCalls.save(found.alarm().told(found.news()));
            }
            if (found.news().isLast()) {
                deadlines.lift(KIND, due.subject());
            } else {
                deadlines.set(KIND, due.subject(), now.plus(settings.followSensorAlarm()));
            }
            return true;
        });
    }

    private Found look(String name, Instant now) {
        AlarmCall alarm =
                alarmCalls.find(name).orElseThrow(() -> Refusal.notFound(name).asException());
        Call call = calls.get(alarm.call());
        Optional<Incident> worked =
                call.incident().map(incident -> incidents.upToRoot(incident).getLast());
        return new Found(alarm, News.of(call, worked, now));
    }
}
