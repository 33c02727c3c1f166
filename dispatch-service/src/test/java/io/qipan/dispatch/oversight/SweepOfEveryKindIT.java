package io.qipan.dispatch.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.runtime.deadline.PostgresDeadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lost its deadline, of every kind that there is: nobody has less time for that. */
class SweepOfEveryKindIT extends DispatchScenario {
    private static final Pattern KIND = Pattern.compile("'([a-z_]+\\.[a-z_]+)'");

    /** These are for us to do, again and again until it is done: nobody else's time. */
    private static final Set<String> ERRANDS = Set.of("order.settle", "transfer.deliver", "follow_up.send");

    /** One thing that lost its deadline. */
    private record Lost(Item item) implements OpenWork {
        @Override
        public void lockSweep() {
            // There is nobody else.
        }

        @Override
        public List<Item> list(boolean orphansOnly, Optional<Key> after, int limit) {
            return List.of(item);
        }

        @Override
        public long count(String kind) {
            return 1;
        }
    }

    /** As they stand in what the sweep reads, so that none can be left out here. */
    static Stream<String> kinds() {
        return KIND.matcher(PostgresOpenWork.OPEN)
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .distinct();
    }

    private List<String> dueAfterTheSweep(String kind, Instant nextDeadlineAt) {
        OpenWork.Item item = new OpenWork.Item(
                "attentions/1", "open", "wang", nextDeadlineAt, kind, ERRANDS.contains(kind), true, false);
        List<OpenWork.Item> ignored = new Sweep(
                        DATABASE.unitOfWork(),
                        new Lost(item),
                        new PostgresDeadlines(clock),
                        dispatch.attentions().raise(),
                        dispatch.attentions().measure(),
                        dispatch.zones().measure(),
                        clock,
                        dispatch.meters())
                .adopt();
        return rows("select extract(epoch from due_at)::bigint::text from deadline where kind = '" + kind + "'");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_is_due_when_it_was(String kind) {
        // Given
        Instant later = clock.instant().plus(Duration.ofMinutes(7));

        // When
        List<String> due = dueAfterTheSweep(kind, later);

        // Then
        Instant expected = ERRANDS.contains(kind) ? clock.instant() : later;
        assertThat(due).containsExactly(Long.toString(expected.getEpochSecond()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_is_due_now_if_its_time_is_over(String kind) {
        // Given
        Instant before = clock.instant().minusSeconds(1);

        // When
        List<String> due = dueAfterTheSweep(kind, before);

        // Then
        assertThat(due).containsExactly(Long.toString(clock.instant().getEpochSecond()));
    }
}
