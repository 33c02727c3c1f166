package io.qipan.patrol.duty;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.rpc.RpcService;

/** Duty levels and the roster put together by hand on PostgreSQL. */
public record DutyBoard(Patrol patrol, LiveGrid liveGrid) {

    public static DutyBoard over(Patrol patrol) {
        return new DutyBoard(patrol, new LiveGrid(patrol.unitOfWork(), patrol.grids()));
    }

    private static DutyOrders orders() {
        return new PostgresDutyOrders();
    }

    private static DutyNotices notices() {
        return new PostgresDutyNotices();
    }

    private NoticeRecords records() {
        return new NoticeRecords(notices(), patrol.journal(), new PostgresDeadlines(patrol.clock()));
    }

    private InformCrews informCrews() {
        return new InformCrews(orders(), notices(), records());
    }

    public RosterBoard roster() {
        return new RosterBoard(patrol, informCrews());
    }

    public RpcService rpc() {
        return new DutyRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                orders(),
                notices(),
                new ReviseDutyPlan(orders(), patrol.journal()),
                changeDutyLevel(),
                new HearNotice(records(), RosterBoard.shifts()),
                new MusterCrews(RosterBoard.shifts(), patrol.units(), patrol.kinds(), patrol.stations(), liveGrid));
    }

    ChangeDutyLevel changeDutyLevel() {
        return new ChangeDutyLevel(orders(), informCrews(), RosterBoard.shifts(), patrol.journal());
    }

    public DeadlineHandler alertAgain() {
        return new AlertAgain(records(), patrol.clock());
    }
}
