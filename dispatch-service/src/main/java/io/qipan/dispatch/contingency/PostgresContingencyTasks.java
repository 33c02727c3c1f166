package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Clock;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.contingency.model.ContingencyTask.Work;
import io.qipan.dispatch.contingency.model.PlanStep;
import io.qipan.dispatch.contingency.model.TaskState;
import io.qipan.dispatch.contingency.model.TaskState.Done;
import io.qipan.dispatch.contingency.model.TaskState.Open;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.contingency.model.TaskState.Skip;
import io.qipan.dispatch.contingency.model.TaskState.SkipProposed;
import io.qipan.dispatch.contingency.model.TaskState.Skipped;
import io.qipan.dispatch.contingency.model.TaskState.Taken;
import io.qipan.dispatch.contingency.model.TaskState.Untaken;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresContingencyTasks implements ContingencyTasks {

    @Override
    public void add(ContingencyTask task) {
        Work work = task.work();
        PlanStep step = work.step();
        Tx.current()
                .write(
                        """
                        insert into contingency_task (id, version, state, activation_id, step, phase, text, role, posts,
                            within_s, after_step, after_id, mandatory, from_level, level, created_at, due_at, owner,
                            raised, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0,
                            $19, 0)\
                        """,
                        task.id().uuid(),
                        task.version(),
                        task.state().word(),
                        work.activation().uuid(),
                        step.code(),
                        step.phase(),
                        step.text(),
                        step.role(),
                        work.posts().toArray(String[]::new),
                        Math.toIntExact(step.within().toSeconds()),
                        step.after().orElse(null),
                        work.after().map(ContingencyTaskId::uuid).orElse(null),
                        step.mandatory(),
                        step.fromLevel(),
                        work.level(),
                        work.createdAt(),
                        task.dueAt(),
                        task.owner(),
                        task.nextDeadlineAt().orElse(null));
    }

    @Override
    public Optional<ContingencyTask> find(ContingencyTaskId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public void save(ContingencyTask task) {
        @Nullable Open open = task.state() instanceof Open o ? o : null;
        @Nullable Settled settled = task.state() instanceof Settled s ? s : null;
        @Nullable Skip skip = skip(task.state()).orElse(null);
        Tx.current()
                .write(
                        """
                        update contingency_task set version = $2, state = $3, due_at = $4, owner = $5, raised = $6,
                            taken_by = case when $7 then $8 else taken_by end, next_deadline_at = $9, reminders = $10,
                            skip_by = $11, skip_reason = $12, settled_at = $13, settled_by = $14, result = $15,
                            skip_from = $16
                        where id = $1\
                        """,
                        task.id().uuid(),
                        task.version(),
                        task.state().word(),
                        task.dueAt(),
                        task.owner(),
                        task.raised(),
                        open != null,
                        open == null ? null : open.taker().orElse(null),
                        task.nextDeadlineAt().orElse(null),
                        open == null ? 0 : open.clock().reminders(),
                        skip == null ? null : skip.by(),
                        skip == null ? null : skip.reason(),
                        settled == null ? null : settled.at(),
                        settled == null ? null : settled.by(),
                        settled instanceof Done done ? done.result() : null,
                        task.state() instanceof SkipProposed proposed
                                ? proposed.from().orElse(null)
                                : null);
    }

    private static Optional<Skip> skip(TaskState state) {
        return switch (state) {
            case SkipProposed proposed -> Optional.of(proposed.skip());
            case Skipped skipped -> Optional.of(skipped.skip());
            case Untaken _, Taken _, Done _ -> Optional.empty();
        };
    }

    @Override
    public List<ContingencyTask> of(ContingencyActivationId activation) {
        return read("where activation_id = $1 order by due_at, id", activation.uuid());
    }

    @Override
    public Map<ContingencyActivationId, OpenTasks> open(Collection<ContingencyActivationId> activations) {
        Map<ContingencyActivationId, OpenTasks> open = new HashMap<>();
        activations.forEach(activation -> open.put(activation, OpenTasks.NONE));
        Tx.current()
                .query("""
                        select activation_id, count(*)::int as tasks,
                            (count(*) filter (where mandatory))::int as mandatory
                        from contingency_task where activation_id = any($1) and next_deadline_at is not null
                        group by activation_id\
                        """, (Object)
                        activations.stream().map(ContingencyActivationId::uuid).toArray(UUID[]::new))
                .forEach(row -> open.put(
                        new ContingencyActivationId(row.getUUID("activation_id")),
                        new OpenTasks(row.getInteger("tasks"), row.getInteger("mandatory"))));
        return open;
    }

    private static List<ContingencyTask> read(String where, @Nullable Object... arguments) {
        List<ContingencyTask> found = new ArrayList<>();
        Tx.current()
                .query("select * from contingency_task " + where, arguments)
                .forEach(row -> found.add(new ContingencyTask(
                        new ContingencyTaskId(row.getUUID("id")),
                        row.getLong("version"),
                        work(row),
                        instant(row, "due_at"),
                        row.getString("owner"),
                        row.getInteger("raised"),
                        state(row))));
        return found;
    }

    private static Work work(Row row) {
        return new Work(
                new ContingencyActivationId(row.getUUID("activation_id")),
                new PlanStep(
                        row.getString("step"),
                        row.getString("phase"),
                        row.getString("text"),
                        row.getString("role"),
                        Duration.ofSeconds(row.getInteger("within_s")),
                        Optional.ofNullable(row.getString("after_step")),
                        row.getBoolean("mandatory"),
                        row.getInteger("from_level")),
                List.of(row.getArrayOfStrings("posts")),
                row.getInteger("level"),
                Optional.ofNullable(row.getUUID("after_id")).map(ContingencyTaskId::new),
                instant(row, "created_at"));
    }

    private static TaskState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "untaken" -> new Untaken(clock(row));
            case "taken" -> new Taken(clock(row), row.getString("taken_by"));
            case "skip_proposed" ->
                new SkipProposed(
                        clock(row),
                        skip(row),
                        Optional.ofNullable(row.getString("taken_by")),
                        Optional.ofNullable(row.getString("skip_from")));
            case "done" -> new Done(instant(row, "settled_at"), row.getString("settled_by"), row.getString("result"));
            case "skipped" -> new Skipped(instant(row, "settled_at"), row.getString("settled_by"), skip(row));
            default -> throw new IllegalStateException("A task cannot be " + word);
        };
    }

    private static Clock clock(Row row) {
        return new Clock(instant(row, "next_deadline_at"), row.getInteger("reminders"));
    }

    private static Skip skip(Row row) {
        return new Skip(row.getString("skip_by"), row.getString("skip_reason"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
