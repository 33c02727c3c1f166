package io.qipan.dispatch.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OccasionsTest {
    private static final Pattern ACTION = Pattern.compile("\"([a-z_]+\\.[a-z_]+)\"");
    /** As whoever reminds or escalates names what it tells. */
    private static final Pattern EXCEPTION = Pattern.compile(
            ".*\\.(overdue|escalated|timed_out|un[a-z]+ed|unseen|undeliverable|still_[a-z]+|assessable)");

    /** The same sound, and no exceptions: what somebody did, and what attentions tell of themselves. */
    private static final Set<String> NONE = Set.of(
            "command_order.overdue",
            "follow_up.unanswered",
            "incident.unlinked",
            "incident.unmerged",
            "attention.escalated",
            "attention.unsettled");

    private static Set<String> toldInTheSources() throws IOException {
        Set<String> told = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java") && !path.endsWith("Occasions.java"))
                    .toList()) {
                Matcher actions = ACTION.matcher(Files.readString(file));
                while (actions.find()) {
                    told.add(actions.group(1));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return told;
    }

    private static Journal.Entry order(String action, String reason) {
        return new Journal.Entry(
                "orders/01939b4e-0000-7000-8000-000000000003",
                action,
                Instant.EPOCH,
                reason,
                Order.newBuilder()
                        .setIncident("incidents/01939b4e-0000-7000-8000-000000000004")
                        .build());
    }

    @Test
    void every_reminder_and_escalation_in_the_sources_is_an_occasion_and_every_occasion_is_told() throws IOException {
        // Given
        Set<String> told = toldInTheSources();
        Set<String> exceptions = new TreeSet<>(told);
        exceptions.removeIf(action -> !EXCEPTION.matcher(action).matches() || NONE.contains(action));

        // When
        Set<String> actions = new TreeSet<>(Occasions.actions());

        // Then: the end of an order is told by its word
        assertThat(exceptions).isSubsetOf(actions);
        assertThat(told).containsAll(actions);
    }

    @Test
    void the_first_rung_of_a_ladder_alerts_nobody_here() {
        // When
        var first = Occasions.of(order("order.escalated", "alert_unit_again"));

        // Then
        assertThat(first).isEmpty();
        assertThat(Occasions.of(order("order.escalated", "alert_owner"))).isPresent();
        assertThat(Occasions.of(order("order.accepted", ""))).isEmpty();
    }

    @Test
    void recipients_of_one_command_are_one_thing_to_look_at() {
        // Given
        String command = "commandOrders/01939b4e-0000-7000-8000-000000000005";
        CommandNotice notice = CommandNotice.newBuilder().setOrder(command).build();

        // When
        var occasion = Occasions.of(new Journal.Entry(
                        "commandNotices/x", "command_notice.escalated", Instant.EPOCH, "No answer in time", notice))
                .orElseThrow();

        // Then
        assertThat(occasion.resource()).isEqualTo(command);
        assertThat(occasion.and(occasion).times()).isEqualTo(2);
    }
}
