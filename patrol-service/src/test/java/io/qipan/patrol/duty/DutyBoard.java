package io.qipan.patrol.duty;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.rpc.RpcService;
import java.time.Duration;

/** Duty levels and the roster put together by hand on PostgreSQL. */
public record DutyBoard(Patrol patrol, LiveGrid liveGrid) {
    static final DutySettings SETTINGS = new DutySettings(Duration.ofMinutes(5), Duration.ofMinutes(15));

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
        return new InformCrews(orders(), notices(), records(), askForStrength());
    }

    public RosterBoard roster() {
        return new RosterBoard(patrol, liveGrid, informCrews());
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
                muster(),
                shortfalls(),
                new TakeShortfall(shortfallRecords()));
    }

    ChangeDutyLevel changeDutyLevel() {
        return new ChangeDutyLevel(orders(), informCrews(), askForStrength(), RosterBoard.shifts(), patrol.journal());
    }

    private MusterCrews muster() {
        return new MusterCrews(RosterBoard.shifts(), patrol.units(), patrol.kinds(), patrol.stations(), liveGrid);
    }

    static DutyShortfalls shortfalls() {
        return new PostgresDutyShortfalls();
    }

    private ShortfallRecords shortfallRecords() {
        return new ShortfallRecords(shortfalls(), patrol.journal(), new PostgresDeadlines(patrol.clock()));
    }

    private AskForStrength askForStrength() {
        return new AskForStrength(new PostgresDeadlines(patrol.clock()));
    }

    DeadlineHandler checkStrength() {
        return new CheckStrength(
                orders(),
                muster(),
                shortfallRecords(),
                new PostgresDeadlines(patrol.clock()),
                SETTINGS,
                new DutyMeters(patrol.meters()),
                patrol.clock());
    }

    DeadlineHandler remindOfShortfall() {
        return new RemindOfShortfall(shortfallRecords(), SETTINGS, patrol.clock());
    }

    public DeadlineHandler alertAgain() {
        return new AlertAgain(records(), patrol.clock());
    }
}
