package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Stream;

/** Remembers durably for which jurisdictions patrol-service has to be told what is to be visited. */
@Singleton
public class DutyRules {
    static final String KIND = "patrol_duty.rule";

    private final Jurisdictions jurisdictions;
    private final Deadlines deadlines;

    public DutyRules(Jurisdictions jurisdictions, Deadlines deadlines) {
        this.jurisdictions = jurisdictions;
        this.deadlines = deadlines;
    }

    void followChange(Territory.Change change, Instant now) {
        Stream.of(change.added(), change.changed(), change.removed())
                .flatMap(part -> part.stream().map(Jurisdiction::name))
                .forEach(name -> deadlines.set(KIND, name, now));
    }

    void followDuty(Target target, Instant now) {
        target.jurisdiction()
                .ifPresentOrElse(
                        name -> deadlines.set(KIND, name, now),
                        () -> jurisdictions.present().jurisdictions().values().stream()
                                .filter(jurisdiction -> jurisdiction.layer().equals(target.layer()))
                                .forEach(jurisdiction -> deadlines.set(KIND, jurisdiction.name(), now)));
    }
}
