package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps what happens to subjects, tells the journal, and makes the durable deadline of the next inspection follow. */
@Singleton
public class SubjectRecords {
    static final String DUE = "subject.inspection_due";

    private final Subjects subjects;
    private final Deadlines deadlines;
    private final Journal journal;

    public SubjectRecords(Subjects subjects, Deadlines deadlines, Journal journal) {
        this.subjects = subjects;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** The names that were taken already; nothing is told of those. */
    List<String> registered(Collection<Subject> registered) {
        List<String> taken = subjects.add(registered);
        registered.stream().filter(one -> !taken.contains(one.name())).forEach(one -> {
            tell(one, "subject.registered", one.revisedAt(), one.reason());
            follow(one);
        });
        return taken;
    }

    void revised(Collection<Subject> revised) {
        subjects.revise(revised);
        revised.forEach(one -> {
            tell(one, "subject.revised", one.revisedAt(), one.reason());
            follow(one);
        });
    }

    /** @param action what happened, {@code subject.inspected} */
    void changed(Subject changed, String action, Instant at, String reason) {
        subjects.save(changed);
        tell(changed, action, at, reason);
        follow(changed);
    }

    void reminded(Subject due, Instant now, Instant again) {
        tell(
                due,
                DUE,
                now,
                "Its inspection was due at "
                        + due.nextDueAt().map(Instant::toString).orElse("no time") + ": "
                        + due.entry().agency() + " is reminded.");
        deadlines.set(DUE, due.name(), again);
    }

    private void follow(Subject subject) {
        subject.nextDueAt()
                .ifPresentOrElse(
                        at -> deadlines.set(DUE, subject.name(), at), () -> deadlines.lift(DUE, subject.name()));
    }

    private void tell(Subject subject, String action, Instant at, String reason) {
        journal.append(subject.name(), action, at, reason, SubjectMessages.message(subject));
    }
}
