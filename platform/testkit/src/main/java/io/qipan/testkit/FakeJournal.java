package io.qipan.testkit;

import com.google.protobuf.Message;
import io.qipan.runtime.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told, in order. */
public final class FakeJournal implements Journal, InMemory {

    /** One change as it was told. */
    public record Told(String resource, String action, Instant occurredAt, String reason, Message state) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();

    @Override
    public void append(String resource, String action, Instant occurredAt, String reason, Message state) {
        FakeUnitOfWork.checkMayWrite();
        told.add(new Told(resource, action, occurredAt, reason, state));
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    /** The actions in order, {@code incident.opened} and so on. */
    public List<String> actions() {
        return told.stream().map(Told::action).toList();
    }

    public List<Told> of(String resource) {
        return told.stream().filter(t -> t.resource().equals(resource)).toList();
    }

    public Told last() {
        return told.getLast();
    }

    public void clear() {
        told.clear();
    }

    @Override
    public Runnable remember() {
        List<Told> before = new ArrayList<>(told);
        return () -> {
            told.clear();
            told.addAll(before);
        };
    }
}
