package io.qipan.dispatch.attention;

import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionState.Open;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Settles an attention whose cause is gone, soon after a change that may have ended it. */
@Singleton
class SubsideAttention implements DeadlineHandler {
    private static final String ACTOR = "system:" + AttentionRecords.LOOK;

    private final Attentions attentions;
    private final AttentionRecords records;
    private final InstantSource clock;

    SubsideAttention(Attentions attentions, AttentionRecords records, InstantSource clock) {
        this.attentions = attentions;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return AttentionRecords.LOOK_AGAIN;
    }

    @Override
    public void handle(Due due) {
        String name = due.subject().substring(0, due.subject().lastIndexOf('/'));
        boolean ignored = subsides(records.lock(AttentionId.parse(name)));
    }

    /** Settles a locked attention if nothing keeps it open any more. Returns whether it is settled now. */
    boolean subsides(Attention attention) {
        if (!(attention.state() instanceof Open)) {
            return true;
        }
        Occasion occasion = attention.occasion();
        if (!attention.isGone(attentions.waitsFor(occasion.kind(), occasion.resource()))) {
            return false;
        }
        Instant now = Times.now(clock);
        records.change(attention.subside(ACTOR, now).orRefuse(), "attention.subsided", now, "Its cause is gone");
        return true;
    }
}
