package io.qipan.launcher.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a plan side by side, each when all it depends on is done and its time has come; the earliest first. After
 * a failure nothing new is begun.
 */
final class Runner {

    private record Completion(int task, @Nullable Throwable failure) {}

    private final Plan plan;
    private final Pace pace;
    private final int width;
    private final Consumer<Task> action;
    private final List<List<Integer>> followers = new ArrayList<>();
    private final int[] waitingFor;
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
    private int inFlight;
    private @Nullable Throwable failure;

    /**
     * @param width how many tasks may be under way at once
     */
    Runner(Plan plan, Pace pace, int width, Consumer<Task> action) {
        this.plan = plan;
        this.pace = pace;
        this.width = width;
        this.action = action;
        List<List<Integer>> predecessors = plan.predecessors();
        this.waitingFor = new int[predecessors.size()];
        predecessors.forEach(task -> followers.add(new ArrayList<>()));
        for (int i = 0; i < waitingFor.length; i++) {
            for (int before : predecessors.get(i)) {
                followers.get(before).add(i);
                waitingFor[i]++;
            }
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
    }

    void run() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (inFlight > 0 || (failure == null && !ready.isEmpty())) {
                beginWhatIsDue(threads);
                Completion completion = nextCompletion();
                if (completion != null) {
                    settle(completion);
                }
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void beginWhatIsDue(ExecutorService threads) {
        while (failure == null && inFlight < width && !ready.isEmpty() && nanosUntil(ready.peek()) <= 0) {
            int task = ready.remove();
            inFlight++;
            threads.execute(() -> completions.add(perform(task)));
        }
    }

    private Completion perform(int task) {
        try {
            action.accept(plan.tasks().get(task));
            return new Completion(task, null);
        } catch (RuntimeException | Error e) {
            // An Error too must end the replay; without a completion it would wait forever.
            return new Completion(task, e);
        }
    }

    /** The next one, or nothing when something else has become due before. */
    private @Nullable Completion nextCompletion() throws InterruptedException {
        boolean onlyTimeHoldsBack = failure == null && inFlight < width && !ready.isEmpty();
        return onlyTimeHoldsBack
                ? completions.poll(Math.max(1, nanosUntil(ready.peek())), TimeUnit.NANOSECONDS)
                : completions.take();
    }

    private void settle(Completion completion) {
        inFlight--;
        if (completion.failure() != null) {
            failure = failure == null ? completion.failure() : failure;
            return;
        }
        for (int next : followers.get(completion.task())) {
            waitingFor[next]--;
            if (waitingFor[next] == 0) {
                ready.add(next);
            }
        }
    }

    private long nanosUntil(int task) {
        return pace.nanosUntil(
                plan.tasks().getFirst().due(), plan.tasks().get(task).due());
    }
}
