package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyShortfall;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Makes somebody the owner of a shortfall who says what is done about it. */
@Singleton
public class TakeShortfall {
    private final ShortfallRecords records;

    public TakeShortfall(ShortfallRecords records) {
        this.records = records;
    }

    public DutyShortfall take(UUID id, String etag, String by, String note, Instant now) {
        DutyShortfall shortfall = records.lock(id).known(etag).orRefuse();
        return records.change(shortfall.take(by, note, now).orRefuse(), "taken", now, note);
    }
}
