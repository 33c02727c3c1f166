package io.qipan.dispatch.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** {@code -Dqipan.test.seed=N} plays the same histories again. */
class RandomLevelsIT extends PlanScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
    private static final int INCIDENTS = 7;
    private static final int STEPS = 40;

    private final List<Incident> incidents = new ArrayList<>();
    private final Map<Incident, Incident> into = new HashMap<>();
    /** What a person has set last, each for an incident that was worked then. */
    private final Map<Incident, Integer> set = new HashMap<>();

    private int levelOf(Incident incident) {
        return rows("select level::text from incident_response where 'incidents/' || incident_id = '"
                        + incident.getName() + "'")
                .stream()
                .map(Integer::valueOf)
                .findFirst()
                .orElse(0);
    }

    private void act(Random random) {
        Incident one = incidents.get(random.nextInt(INCIDENTS));
        Incident other = incidents.get(random.nextInt(INCIDENTS));
        boolean works = !into.containsKey(one);
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                if (works && !into.containsKey(other) && !one.equals(other)) {
                    var ignored = merge(one, other);
                    into.put(one, other);
                }
            }
            case 2 -> {
                if (!works) {
                    leave(one);
                }
            }
            default -> {
                int next = random.nextInt(4);
                if (works && levelOf(one) != next) {
                    var ignored = level(one, levelOf(one), next);
                    set.put(one, next);
                }
            }
        }
    }

    private void leave(Incident one) {
        Incident out = takeOut(one);
        assertThat(out.getName()).isEqualTo(one.getName());
        into.remove(one);
    }

    private void checkLooks(String seed) {
        List<String> watched = incidents.stream()
                .filter(incident -> !into.containsKey(incident) && levelOf(incident) > 0)
                .map(PlanScenario::nameOf)
                .toList();
        assertThat(rows("select subject from deadline where kind = 'incident_response.look'"))
                .as(seed)
                .containsExactlyInAnyOrderElementsOf(watched);
    }

    private void checkRoots(String seed) {
        into.forEach((merged, root) -> assertThat(levelOf(root) >= levelOf(merged) || set.containsKey(root))
                .as("a level that nobody took back goes on, " + seed)
                .isTrue());
    }

    @RepeatedTest(5)
    void taken_apart_in_whatever_order_each_has_what_a_person_has_set_for_it(RepetitionInfo repetition) {
        // Given
        long number = SEED + repetition.getCurrentRepetition();
        String seed = "seed " + number;
        Random random = new Random(number);
        for (int i = 0; i < INCIDENTS; i++) {
            incidents.add(desk().open(Desk.anIncident("drowning")));
        }
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofMillis(10));
            act(random);
            checkLooks(seed);
            checkRoots(seed);
        }
        List<Incident> merged = new ArrayList<>(into.keySet());
        Collections.shuffle(merged, random);

        // When
        merged.forEach(this::leave);

        // Then
        checkLooks(seed);
        assertThat(incidents)
                .as(seed)
                .allSatisfy(incident -> assertThat(levelOf(incident)).isEqualTo(set.getOrDefault(incident, 0)));
    }
}
