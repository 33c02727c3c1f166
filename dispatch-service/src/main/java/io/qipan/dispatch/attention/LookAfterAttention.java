package io.qipan.dispatch.attention;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionState.Open;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Reminds whoever owns an attention, or the commander's desk, as long as its cause goes on. */
@Singleton
class LookAfterAttention implements DeadlineHandler {
    private final AttentionRecords records;
    private final SubsideAttention subsideAttention;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LookAfterAttention(
            AttentionRecords records,
            SubsideAttention subsideAttention,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.subsideAttention = subsideAttention;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return AttentionRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Attention attention = records.lock(AttentionId.parse(due.subject()));
        if (!(attention.state() instanceof Open open) || subsideAttention.subsides(attention)) {
            return;
        }
        Instant now = Times.now(clock);
        if (now.isBefore(open.nextDeadlineAt())) {
            // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
            records.schedule(attention);
            return;
        }
        records.change(
                attention.remind(now.plus(settings.checkAttention())).orRefuse(),
                attention.goesUp() ? "attention.escalated" : "attention.unsettled",
                now,
                "Since " + attention.firstAt());
    }
}
