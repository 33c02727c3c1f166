package io.qipan.launcher.demo;

import io.grpc.Channel;

/** Every desk of the evening's duty room. */
record EveningDesks(
        Desk desk,
        DuplicateDesk duplicates,
        TransferDesk transfers,
        SearchDesk searches,
        NoticeDesk notices,
        CommandDesk commands,
        PlanDesk plans) {

    static EveningDesks of(Channel dispatch, Cast cast) {
        Desk desk = new Desk(dispatch, cast);
        return new EveningDesks(
                desk,
                new DuplicateDesk(dispatch, cast, desk),
                new TransferDesk(dispatch, cast),
                new SearchDesk(dispatch, cast),
                new NoticeDesk(dispatch, cast),
                new CommandDesk(dispatch, cast),
                new PlanDesk(dispatch, cast));
    }
}
