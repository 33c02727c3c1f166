package io.qipan.patrol.sensor;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.GridPorts;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Sensors put together by hand on PostgreSQL. */
public final class SensorBoard {
    public static final Duration FOLD = Duration.ofMinutes(15);
    public static final Duration REMIND = Duration.ofMinutes(1);
    public static final Duration REMIND_OF_SILENCE = Duration.ofDays(1);
    public static final String OWNER = "desk:technology";
    public static final Duration KEPT = Duration.ofDays(30);

    private final Patrol patrol;
    private final Sensors sensors = new PostgresSensors();
    private final SensorAlarms alarms = new PostgresSensorAlarms();
    private final SensorSettings settings = new SensorSettings(FOLD, REMIND, REMIND_OF_SILENCE, OWNER, KEPT);
    private final SensorRecords records;
    private final AlarmRecords alarmRecords;

    private SensorBoard(Patrol patrol) {
        this.patrol = patrol;
        Deadlines deadlines = new PostgresDeadlines(patrol.clock());
        records = new SensorRecords(sensors, patrol.journal(), deadlines, settings);
        alarmRecords = new AlarmRecords(alarms, patrol.journal(), deadlines, settings);
    }

    public static SensorBoard onPostgres(UnitOfWork unitOfWork, InstantSource clock) {
        return new SensorBoard(Patrol.onPostgres(unitOfWork, clock));
    }

    public List<RpcService> services() {
        return List.of(new SensorRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                sensors,
                alarms,
                new TakeSensorReport(patrol.grids(), sensors, records, alarms, alarmRecords, settings),
                new TellAlarm(alarmRecords),
                new SensorMeters(patrol.meters()),
                settings));
    }

    /** Whose imports state how often devices report. */
    public RpcService grid() {
        return GridPorts.rpc(patrol, (present, change, at) -> List.of(), new FollowRegister(sensors, records));
    }

    /** Another one each time, as after a restart. */
    public DeadlineWorker worker() {
        return new DeadlineWorker(
                patrol.unitOfWork(),
                patrol.clock(),
                List.of(new NoticeSilence(records, patrol.clock()), new RemindOfAlarm(alarmRecords, patrol.clock())));
    }

    public ForgetReports forgetReports() {
        return forgetReports(sensors);
    }

    private ForgetReports forgetReports(Sensors these) {
        return new ForgetReports(
                patrol.unitOfWork(),
                these,
                new SensorRecords(these, patrol.journal(), new PostgresDeadlines(patrol.clock()), settings),
                settings,
                new SensorMeters(patrol.meters()),
                patrol.clock());
    }

    /** Of which one method fails as if the database were away. */
    public ForgetReports forgetReportsWithout(String method) {
        return forgetReports((Sensors) Proxy.newProxyInstance(
                Sensors.class.getClassLoader(), new Class<?>[] {Sensors.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new IllegalStateException(method + " fails");
                    }
                    return called.invoke(sensors, arguments);
                }));
    }

    public double failures(String task) {
        return patrol.meters()
                .counter("qipan.patrol.sensor.failures", "task", task)
                .count();
    }

    public double reports(String result) {
        return patrol.meters()
                .counter("qipan.patrol.sensor.reports", "result", result)
                .count();
    }
}
