package io.qipan.dispatch.duplicate;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.GetIncidentGroupRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.testkit.Refusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random histories of eight incidents, merged and taken apart, beside an account kept by the test. {@code -Dqipan.test.seed=N}
 * plays the same one again.
 */
class RandomMergesIT extends DispatchScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
    private static final int STEPS = 40;

    private Random random = new Random(SEED);
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<String, String> into = new HashMap<>();
    private final Map<String, String> homes = new TreeMap<>();
    private int units;

    private Incident any() {
        return incidents.get(random.nextInt(incidents.size()));
    }

    private String root(String incident) {
        String root = incident;
        while (into.containsKey(root)) {
            root = into.get(root);
        }
        return root;
    }

    /**
     * Everything that is known of the incidents and orders, but their etags.
     *
     * @param lookedAt names of incidents whose next look does not matter
     */
    private String picture(Set<String> lookedAt) {
        StringBuilder picture = new StringBuilder();
        incidents.forEach(incident ->
                picture.append(desk().now(incident).toBuilder().clearEtag().build()));
        homes.keySet()
                .forEach(order ->
                        picture.append(now(order).toBuilder().clearEtag().build()));
        return picture
                + rows("select kind || ' ' || subject || ' ' || due_at from deadline order by 1").stream()
                        .filter(deadline -> lookedAt.stream().noneMatch(name -> deadline.contains("attend " + name)))
                        .collect(Collectors.joining("\n"));
    }

    private Order now(String order) {
        return desk().now(Order.newBuilder().setName(order).build());
    }

    private boolean merge(Incident one, Incident other) {
        try {
            desk().duplicates
                    .mergeIncidents(MergeIncidentsRequest.newBuilder()
                            .setRequestId(newId())
                            .setIncident(one.getName())
                            .setEtag(desk().now(one).getEtag())
                            .setInto(other.getName())
                            .setIntoEtag(desk().now(other).getEtag())
                            .setReason("the same")
                            .build());
            return true;
        } catch (StatusRuntimeException refused) {
            assertThat(Refusals.reasonOf(refused)).isNotNull();
            return false;
        }
    }

    private void unmerge(Incident one) {
        var ignored = desk().duplicates
                .unmergeIncident(UnmergeIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(one.getName())
                        .setEtag(desk().now(one).getEtag())
                        .setReason("not the same")
                        .build());
    }

    private void work(Incident incident) {
        if (into.containsKey(incident.getName())) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                Order order = desk().send(incident, "units/car-" + units++);
                homes.put(order.getName(), incident.getName());
            }
            case 1 ->
                homes.keySet().stream()
                        .map(this::now)
                        .filter(order -> order.getState() == Order.State.SENT)
                        .findFirst()
                        .ifPresent(order -> desk().refuse(order, "broken down"));
            case 2 -> {
                var ignored = desk().incidents
                        .addIncidentLocation(AddIncidentLocationRequest.newBuilder()
                                .setRequestId(newId())
                                .setName(incident.getName())
                                .setEtag(desk().now(incident).getEtag())
                                .setLocation(Desk.riverBank())
                                .setChoose(random.nextBoolean())
                                .build());
            }
            default -> {
                var ignored = desk().incidents
                        .takeOverIncident(TakeOverIncidentRequest.newBuilder()
                                .setRequestId(newId())
                                .setName(incident.getName())
                                .setEtag(desk().now(incident).getEtag())
                                .build());
            }
        }
    }

    private void mergeAndRemember(Incident one, Incident other) {
        boolean both = !into.containsKey(one.getName()) && !into.containsKey(other.getName()) && one != other;
        if (merge(one, other)) {
            assertThat(both).as("only what is open is merged, seed " + SEED).isTrue();
            into.put(one.getName(), other.getName());
        }
    }

    private void checkAccount() {
        for (Incident incident : incidents) {
            assertThat(desk().duplicates
                            .getIncidentGroup(GetIncidentGroupRequest.newBuilder()
                                    .setIncident(incident.getName())
                                    .build())
                            .getRoot())
                    .as("root, seed " + SEED)
                    .isEqualTo(root(incident.getName()));
        }
        homes.forEach((order, home) -> {
            Order there = now(order);
            if (there.hasNextDeadlineAt()) {
                assertThat(there.getIncident()).as("open order, seed " + SEED).isEqualTo(root(home));
            }
        });
        assertThat(rows("""
                        select i.id::text from incident i where (i.state in ('ended', 'merged')) = exists
                            (select from deadline d where d.subject = 'incidents/' || i.id and d.kind = 'incident.attend')"""))
                .as("open without a deadline, or merged with one, seed " + SEED)
                .isEmpty();
    }

    private List<Incident> open() {
        return incidents.stream()
                .filter(incident -> !into.containsKey(incident.getName()))
                .toList();
    }

    @RepeatedTest(5)
    void merging_and_taking_apart_again_changes_nothing_but_that_both_are_looked_at(RepetitionInfo repetition) {
        // Given
        random = new Random(SEED + repetition.getCurrentRepetition());
        for (int i = 0; i < 8; i++) {
            incidents.add(desk().open(anIncident(random.nextBoolean() ? "traffic_collision" : "theft")));
        }
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> mergeAndRemember(any(), any());
                case 1 -> {
                    Incident one = any();
                    if (into.containsKey(one.getName())) {
                        unmerge(one);
                        into.remove(one.getName());
                    }
                }
                default -> work(any());
            }
            checkAccount();
        }
        Incident one = desk().open(anIncident("theft"));
        incidents.add(one);
        Incident other = open().get(random.nextInt(open().size() - 1));
        Set<String> both = Set.of(one.getName(), other.getName());
        String before = picture(both);

        // When
        assertThat(merge(one, other)).isTrue();
        unmerge(one);

        // Then
        assertThat(picture(both)).as("seed " + SEED).isEqualTo(before);
        assertThat(rows("select subject from deadline where kind = 'incident.attend' and due_at = '" + clock.instant()
                        + "'"))
                .as("looked at now, seed " + SEED)
                .containsAll(both);
    }
}
