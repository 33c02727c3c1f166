package io.qipan.dispatch.rectification;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.pattern.PatternFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Rectifications put together by hand. */
public record RectificationFeature(RpcService rpc, DeadlineHandler reminder) {

    public static RectificationFeature onPostgres(Surroundings around, PatternFeature patterns) {
        Rectifications rectifications = new PostgresRectifications();
        RectificationRecords records = new RectificationRecords(rectifications, around.journal(), around.deadlines());
        return new RectificationFeature(
                new RectificationRpc(
                        around.unitOfWork(),
                        rectifications,
                        new OpenRectification(patterns.analyses(), rectifications, records, around.clock()),
                        new WorkRectification(records, around.clock()),
                        new AssessRectification(records, patterns.analyses(), patterns.incidents(), around.clock())),
                new RemindOfRectification(records, around.settings(), around.clock()));
    }
}
