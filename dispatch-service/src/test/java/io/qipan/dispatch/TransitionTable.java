package io.qipan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A published table of what the rules do; {@code -Dtransitions.update=true} publishes it anew. */
public final class TransitionTable {
    private static final String HEADER = "from,act,to";

    private TransitionTable() {}

    /** What can be asked of something, by name. */
    public static <E extends Enum<E>, T> Map<String, Function<T, Decision<T>>> acts(
            E[] acts, Function<E, Function<T, Decision<T>>> on) {
        return Arrays.stream(acts).collect(Collectors.toMap(act -> act.name().toLowerCase(Locale.ROOT), on));
    }

    /**
     * Everything that can be reached, a line for each step that changes something.
     *
     * @param first where it begins
     * @param word tells states apart; there must be few
     */
    public static <T> List<String> of(
            List<T> first, Map<String, Function<T, Decision<T>>> acts, Function<T, String> word) {
        SortedSet<String> rows = new TreeSet<>();
        SortedSet<String> seen = new TreeSet<>();
        Deque<T> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            T state = open.pop();
            if (!seen.add(word.apply(state))) {
                continue;
            }
            new TreeMap<>(acts).forEach((act, on) -> {
                if (on.apply(state) instanceof Granted<T>(T next) && !next.equals(state)) {
                    rows.add(String.join(",", word.apply(state), act, word.apply(next)));
                    open.push(next);
                }
            });
        }
        return new ArrayList<>(rows);
    }

    /** That the table of this name says the same. */
    public static void assertPublished(String name, List<String> rows) {
        Path table = Path.of("..", "docs", "transitions", name + ".csv");
        try {
            if (Boolean.getBoolean("transitions.update")) {
                Path ignored = Files.writeString(table, HEADER + "\n" + String.join("\n", rows) + "\n");
            }
            List<String> published = Files.readAllLines(table);
            assertThat(published).first().isEqualTo(HEADER);
            assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
