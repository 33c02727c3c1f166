package io.qipan.patrol.roster;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.rpc.RpcService;
import java.time.Duration;

/** The roster put together by hand on PostgreSQL. */
public record RosterBoard(Patrol patrol, LiveGrid liveGrid, DutyChange dutyChange) {
    public static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);
    public static final Duration OVERDUE_AFTER = Duration.ofHours(1);

    public RosterBoard(Patrol patrol, DutyChange dutyChange) {
        this(patrol, new LiveGrid(patrol.unitOfWork(), patrol.grids()), dutyChange);
    }

    public static Shifts shifts() {
        return new PostgresShifts();
    }

    public RpcService rpc() {
        return new RosterRpc(patrol.unitOfWork(), patrol.clock(), shifts(), planShift(), workShift());
    }

    public PlanShift planShift() {
        return new PlanShift(shifts(), records(), patrol.units(), patrol.kinds(), patrol.stations(), liveGrid);
    }

    public WorkShift workShift() {
        return new WorkShift(shifts(), records(), settings());
    }

    public DeadlineHandler remindOfHandover() {
        return new RemindOfHandover(records(), settings(), patrol.clock());
    }

    public DeadlineHandler remindOfEnd() {
        return new RemindOfEnd(records(), patrol.clock());
    }

    private static RosterSettings settings() {
        return new RosterSettings(CONFIRM_WITHIN, OVERDUE_AFTER);
    }

    private ShiftRecords records() {
        return new ShiftRecords(
                shifts(), patrol.journal(), new PostgresDeadlines(patrol.clock()), dutyChange, settings());
    }
}
