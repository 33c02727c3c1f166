package io.qipan.dispatch.peer;

import io.grpc.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks a peer several things at the same time, each within the deadline and on behalf of the request being served. */
final class AskTogether {

    private AskTogether() {}

    /** The answer to each question. Ends as a question that fails; the others are dropped then. */
    static <K, V> Map<K, V> each(Set<K> questions, Function<K, V> ask) {
        Context context = Context.current();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Map<K, Future<V>> asked = new LinkedHashMap<>();
            questions.forEach(question -> asked.put(question, threads.submit(context.wrap(() -> ask.apply(question)))));
            Map<K, V> answers = new LinkedHashMap<>();
            asked.forEach((question, answer) -> answers.put(question, answer(answer)));
            return answers;
        } finally {
            var ignored = threads.shutdownNow();
        }
    }

    private static <V> V answer(Future<V> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("Nobody waits for the answer").initCause(e);
        }
    }
}
