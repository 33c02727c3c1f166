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
        set(
                Stream.of(change.added(), change.changed(), change.removed())
                        .flatMap(part -> part.stream().map(Jurisdiction::name)),
                now);
    }

    void followDuty(Target target, Instant now) {
        set(target.jurisdiction().map(Stream::of).orElseGet(() -> jurisdictions.namesOf(target.layer()).stream()), now);
    }

    /** By name, so that two who set many at once lock the same rows in the same order. */
    private void set(Stream<String> names, Instant now) {
        names.sorted().distinct().forEach(name -> deadlines.set(KIND, name, now));
    }
}
