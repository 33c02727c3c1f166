package io.qipan.runtime.deadline;

import io.qipan.runtime.work.News;
import io.qipan.runtime.work.Tx;
import java.time.Instant;
import java.time.InstantSource;

public final class PostgresDeadlines implements Deadlines {
    private final InstantSource clock;

    public PostgresDeadlines(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void set(String kind, String subject, Instant dueAt) {
        Tx.current().write("""
                        insert into deadline (kind, subject, due_at) values ($1, $2, $3)
                        on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0, error = null""", kind, subject, dueAt);
        wake(dueAt);
    }

    @Override
    public void bringForward(String kind, String subject, Instant dueAt) {
        Tx.current().write("""
                        insert into deadline (kind, subject, due_at) values ($1, $2, $3)
                        on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0, error = null
                        where deadline.due_at > excluded.due_at""", kind, subject, dueAt);
        wake(dueAt);
    }

    private void wake(Instant dueAt) {
        if (!dueAt.isAfter(clock.instant())) {
            Tx.current().brings(News.DUE);
        }
    }

    @Override
    public void lift(String kind, String subject) {
        Tx.current().write("delete from deadline where kind = $1 and subject = $2", kind, subject);
    }

    @Override
    public void liftAll(String subject) {
        Tx.current().write("delete from deadline where subject = $1", subject);
    }
}
