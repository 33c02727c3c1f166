package io.qipan.dispatch.incident.model;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Monitored;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentState.Queued;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table above {@code IncidentService} in the contract, step by step. */
class IncidentStepsTest {
    private static final Instant LATER = NOW.plusSeconds(300);

    private static final Map<String, Set<String>> CONTRACT = table("""
            new -> queued | active | monitored | ended
            queued -> active | monitored | ended
            active -> monitored | ended
            monitored -> queued | active | ended
            ended ->
            """);

    private static final Map<String, IncidentState> STATES = Stream.of(
                    new New(NOW),
                    new Queued(NOW),
                    new Active(NOW),
                    new Monitored(NOW),
                    new Ended(IncidentOutcome.RESOLVED, "done", NOW))
            .collect(Collectors.toMap(IncidentState::word, state -> state));

    private static boolean mayFollow(String from, String to) {
        return CONTRACT.getOrDefault(from, Set.of()).contains(to);
    }

    private static Map<String, Set<String>> table(String text) {
        return text.lines()
                .map(line -> line.split("->", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0].strip(),
                        parts -> Stream.of(parts[1].split("\\|"))
                                .map(String::strip)
                                .filter(word -> !word.isEmpty())
                                .collect(Collectors.toSet())));
    }

    static Stream<Arguments> everyPair() {
        return STATES.values().stream().flatMap(from -> STATES.keySet().stream().map(to -> Arguments.of(from, to)));
    }

    static Stream<IncidentState> everyState() {
        return STATES.values().stream();
    }

    private static Incident at(IncidentState state) {
        return inState(Sample.opened(Places.point()), state);
    }

    /** The verb that leads to a state; none leads to new. */
    private static Decision<Incident> go(Incident incident, String to, int openOrders) {
        return switch (to) {
            case "queued" -> incident.queue(LATER);
            case "active" -> incident.activate(LATER);
            case "monitored" -> incident.monitor(openOrders, LATER);
            case "ended" -> incident.end(IncidentOutcome.RESOLVED, "done", LATER, openOrders);
            default -> Decision.refuse(Refusal.illegalTransition(incident.id().name(), "any", "be new again"));
        };
    }

    private static Reason reasonOf(Decision<Incident> decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return ((Refused<Incident>) decision).refusal().reason();
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void each_state_names_the_states_that_the_contract_lets_follow(IncidentState state) {
        assertThat(state.next()).isEqualTo(CONTRACT.get(state.word()));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_step_is_granted_exactly_if_the_contract_has_it(IncidentState from, String to) {
        // Given
        Incident incident = at(from);
        // More orders for an active incident leave it active.
        boolean moreOrders = from instanceof Active && to.equals("active");

        // When
        Decision<Incident> decision = go(incident, to, 0);

        // Then
        if (mayFollow(from.word(), to) || moreOrders) {
            assertThat(decision.orRefuse().state().word()).isEqualTo(to);
            assertThat(decision.orRefuse().version()).isEqualTo(incident.version() + 1);
        } else {
            assertThat(reasonOf(decision)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void what_is_not_in_the_table_is_illegal_whatever_else_is_missing(IncidentState from, String to) {
        // Given
        Incident nowhere = inState(Sample.opened(Places.words("somewhere")), from);

        // When
        Decision<Incident> decision = go(nowhere, to, 3);

        // Then
        boolean inTable = mayFollow(from.word(), to) || (from instanceof Active && to.equals("active"));
        Reason missing = to.equals("queued") || to.equals("active") ? Reason.INCOMPLETE : Reason.ORDERS_OPEN;
        assertThat(reasonOf(decision)).isEqualTo(inTable ? missing : Reason.ILLEGAL_TRANSITION);
    }

    private static Incident inState(Incident incident, IncidentState state) {
        return new Incident(
                incident.id(),
                incident.number(),
                incident.version(),
                state,
                incident.type(),
                incident.priority(),
                incident.summary(),
                incident.locations(),
                incident.calls(),
                incident.owner(),
                incident.openedAt(),
                incident.actAt(),
                incident.drill(),
                incident.recordedAt(),
                incident.clue(),
                incident.unverified());
    }

    @Test
    void every_open_state_keeps_its_name_when_the_look_is_put_off() {
        // Given
        List<Open> open = STATES.values().stream()
                .filter(Open.class::isInstance)
                .map(Open.class::cast)
                .toList();

        // When
        List<Open> later = open.stream().map(state -> state.until(LATER)).toList();

        // Then
        assertThat(later).extracting(Open::word).containsExactlyElementsOf(words(open));
        assertThat(later).allSatisfy(state -> assertThat(state.nextDeadlineAt()).isEqualTo(LATER));
    }

    private static List<String> words(List<Open> states) {
        return states.stream().map(Open::word).toList();
    }

    @Property
    void no_sequence_of_steps_reaches_a_state_that_the_table_forbids(@ForAll List<Step> steps) {
        // Given
        Incident incident = Sample.opened(Places.words("somewhere"));

        // When
        for (Step step : steps) {
            Decision<Incident> decision = step.on(incident);
            if (decision instanceof Decision.Granted<Incident>(Incident next)) {
                // Then
                assertThat(incident.state()).as("nothing changes after the end").isNotInstanceOf(Ended.class);
                assertThat(next.version()).isEqualTo(incident.version() + (step == Step.REMIND ? 0 : 1));
                String from = incident.state().word();
                String to = next.state().word();
                assertThat(to.equals(from) || mayFollow(from, to))
                        .as("%s -> %s", from, to)
                        .isTrue();
                assertThat(next.locations().size())
                        .isGreaterThanOrEqualTo(incident.locations().size());
                assertThat(next.locations().stream().filter(l -> l.chosen())).hasSizeLessThanOrEqualTo(1);
                if (to.equals("queued") || to.equals("active")) {
                    assertThat(next.chosenLocation()).isPresent();
                }
                incident = next;
            }
        }
    }

    /** Everything that can be asked of an incident. */
    enum Step {
        QUEUE,
        ACTIVATE,
        MONITOR,
        END,
        END_WITHOUT_RATIONALE,
        LOCATE_WORDS,
        LOCATE_POINT,
        CHOOSE_LAST,
        RECLASSIFY,
        TAKE_OVER,
        REMIND;

        Decision<Incident> on(Incident incident) {
            return switch (this) {
                case QUEUE -> incident.queue(LATER);
                case ACTIVATE -> incident.activate(LATER);
                case MONITOR -> incident.monitor(0, LATER);
                case END -> incident.end(IncidentOutcome.DUPLICATE, "see I2026-000002", LATER, 0);
                case END_WITHOUT_RATIONALE -> incident.end(IncidentOutcome.RESOLVED, "", LATER, 0);
                case LOCATE_WORDS -> incident.locate(Places.words("further down"), false);
                case LOCATE_POINT -> incident.locate(Places.point(), true);
                case CHOOSE_LAST -> incident.choose(incident.locations().size());
                case RECLASSIFY -> incident.reclassify("water_rescue", Priority.P2);
                case TAKE_OVER -> incident.takeOver("li");
                case REMIND -> incident.overdue(LATER);
            };
        }
    }
}
