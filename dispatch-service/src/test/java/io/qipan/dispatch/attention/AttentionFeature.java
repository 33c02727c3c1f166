package io.qipan.dispatch.attention;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.Surroundings;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import java.time.InstantSource;
import java.util.List;

/** Attentions put together by hand. */
public record AttentionFeature(
        RpcService rpc,
        List<DeadlineHandler> handlers,
        RaiseAttention raise,
        RecheckAttention recheck,
        MeasureAttentions measure) {

    /** The journal that the other features tell of their changes. */
    public static Journal journal(Deadlines deadlines, DispatchSettings settings, InstantSource clock) {
        return new AttentiveJournal(new PostgresAttentions(), deadlines, settings, clock);
    }

    public static AttentionFeature onPostgres(Surroundings around, MeterRegistry meters) {
        Attentions attentions = new PostgresAttentions();
        AttentionRecords records = new AttentionRecords(attentions, around.journal(), around.deadlines());
        SubsideAttention subside = new SubsideAttention(attentions, records, around.clock());
        return new AttentionFeature(
                new AttentionRpc(around.unitOfWork(), attentions, records, around.settings(), around.clock()),
                List.of(subside, new LookAfterAttention(records, subside, around.settings(), around.clock())),
                new RaiseAttention(records, around.settings(), around.clock()),
                new RecheckAttention(attentions, around.clock()),
                new MeasureAttentions(around.unitOfWork(), attentions, around.clock(), meters));
    }
}
