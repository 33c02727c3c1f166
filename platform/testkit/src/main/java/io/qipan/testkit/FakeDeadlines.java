package io.qipan.testkit;

import io.qipan.runtime.deadline.Deadlines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Deadlines in memory; a test asks which stand. */
public final class FakeDeadlines implements Deadlines, InMemory {

    /** A deadline that stands. */
    public record Standing(String kind, String subject, Instant dueAt) {}

    private record Key(String kind, String subject) {}

    private final Map<Key, Instant> due = new ConcurrentHashMap<>();

    @Override
    public void set(String kind, String subject, Instant dueAt) {
        FakeUnitOfWork.checkMayWrite();
        due.put(new Key(kind, subject), dueAt);
    }

    @Override
    public void bringForward(String kind, String subject, Instant dueAt) {
        FakeUnitOfWork.checkMayWrite();
        Instant ignored = due.merge(new Key(kind, subject), dueAt, (one, other) -> one.isAfter(other) ? other : one);
    }

    @Override
    public void lift(String kind, String subject) {
        FakeUnitOfWork.checkMayWrite();
        due.remove(new Key(kind, subject));
    }

    @Override
    public void liftAll(String subject) {
        FakeUnitOfWork.checkMayWrite();
        due.keySet().removeIf(key -> key.subject().equals(subject));
    }

    /** What stands, the earliest first. */
    public List<Standing> standing() {
        List<Standing> all = new ArrayList<>();
        due.forEach((key, at) -> all.add(new Standing(key.kind(), key.subject(), at)));
        all.sort(Comparator.comparing(Standing::dueAt)
                .thenComparing(Standing::kind)
                .thenComparing(Standing::subject));
        return all;
    }

    /** When the deadline of this kind is due, if one stands. */
    public Optional<Instant> dueAt(String kind, String subject) {
        return Optional.ofNullable(due.get(new Key(kind, subject)));
    }

    @Override
    public Runnable remember() {
        return InMemory.of(due).remember();
    }
}
