package io.qipan.dispatch.visit;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.attention.AttentionFeature;
import io.qipan.runtime.deadline.DeadlineHandler;

/** Overdue visits of patrol-service put together by hand. */
public record VisitFeature(TakeVisitNews takeVisitNews, DeadlineHandler reminder) {

    public static VisitFeature onPostgres(Surroundings around, AttentionFeature attentions) {
        VisitRecords records = new VisitRecords(
                new PostgresOverdueVisits(), around.deadlines(), attentions.raise(), attentions.recheck());
        return new VisitFeature(
                new TakeVisitNews(records, around.settings(), around.clock()),
                new RemindOfVisits(records, around.settings(), around.clock()));
    }
}
