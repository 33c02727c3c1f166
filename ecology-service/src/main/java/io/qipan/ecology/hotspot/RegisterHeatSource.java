package io.qipan.ecology.hotspot;

import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes known a place that is hot without being a fire in the field. */
@Singleton
public class RegisterHeatSource {
    private final HeatSources sources;
    private final Journal journal;

    public RegisterHeatSource(HeatSources sources, Journal journal) {
        this.sources = sources;
        this.journal = journal;
    }

    public HeatSource register(HeatSource source, Instant now) {
        if (source.until().filter(end -> !end.isAfter(source.from())).isPresent()) {
            String wrong = "until must be after from, " + source.from() + ".";
            throw Refusal.of(Reason.INVALID_FIELD, wrong)
                    .withViolations(List.of(new Violation("until", wrong)))
                    .asException();
        }
        sources.add(source);
        journal.append(source.name(), "heat_source.registered", now, source.basis(), HotspotMessages.message(source));
        return source;
    }
}
