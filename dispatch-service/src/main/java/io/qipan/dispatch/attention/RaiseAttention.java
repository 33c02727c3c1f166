package io.qipan.dispatch.attention;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.attention.Attentions.Reminders;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts into the queue what should be looked at, in the unit of work that found it. */
@Singleton
public class RaiseAttention {
    private final AttentionRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RaiseAttention(AttentionRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** However many, in one statement. */
    public void raise(Collection<Occasion> occasions) {
        Map<Occasion, Occasion> once = new TreeMap<>(AttentionRecords.ORDER);
        occasions.forEach(occasion -> {
            Occasion ignored = once.merge(occasion, occasion, Occasion::and);
        });
        if (!once.isEmpty()) {
            Instant now = Times.now(clock);
            records.raise(
                    List.copyOf(once.values()),
                    now,
                    new Reminders(
                            now.plus(settings.remindAttention()),
                            now.plus(settings.remindHighAttention()),
                            now.plus(settings.checkAttention())));
        }
    }
}
