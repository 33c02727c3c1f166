package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a file tells, its plan keeps the rules that the services hold against it. */
class PlanPropertyTest {

    @Property(tries = 300)
    void aUnitIsWithOneCallAtATime(@ForAll long seed) {
        Plan plan = Plan.of(randomRecording(seed));
        Map<String, String> with = new HashMap<>();
        for (Task task : plan.tasks()) {
            if (task instanceof Task.SendUnit send) {
                String before = with.put(send.order().unit(), send.call());
                assertThat(send.takenFrom().orElse("none")).isEqualTo(before == null ? "none" : before);
            }
            if (task instanceof Task.ReportStep step && step.stamp().step() == Step.CLEAR && !step.late()) {
                assertThat(with.remove(step.unit())).isEqualTo(step.call());
            }
        }
    }

    @Property(tries = 300)
    void nothingIsLostAndNothingIsToldTwice(@ForAll long seed) {
        Recording recording = randomRecording(seed);
        Plan plan = Plan.of(recording);
        List<String> told = plan.tasks().stream()
                .filter(task -> task instanceof Task.ReportStep || task instanceof Task.SendUnit)
                .map(PlanPropertyTest::what)
                .toList();
        List<String> recorded = new ArrayList<>();
        recording
                .calls()
                .forEach(call -> call.orders().forEach(order -> {
                    recorded.add(call.key() + order.unit() + "sent" + order.sentAt());
                    order.stamps()
                            .forEach(stamp -> recorded.add(call.key() + order.unit() + stamp.step() + stamp.at()));
                }));
        assertThat(told).containsExactlyInAnyOrderElementsOf(recorded);
    }

    @Property(tries = 300)
    void timeNeverGoesBack(@ForAll long seed) {
        Plan plan = Plan.of(randomRecording(seed));
        assertThat(plan.tasks()).isSortedAccordingTo(java.util.Comparator.comparing(Task::due));
    }

    @Property(tries = 300)
    void anIncidentEndsOnceAfterAllOfItAndOnlyWhenItsOrdersAreOver(@ForAll long seed) {
        Recording recording = randomRecording(seed);
        Plan plan = Plan.of(recording);
        Set<String> ended = new HashSet<>();
        for (Task task : plan.tasks()) {
            assertThat(ended).doesNotContainAnyElementsOf(task.keys());
            if (task instanceof Task.EndIncident end) {
                ended.add(end.call().key());
            }
        }
        Set<String> open = new HashSet<>();
        plan.neverFree().stream().filter(n -> n.takenFor().isEmpty()).forEach(n -> open.add(n.call()));
        Set<String> all = new HashSet<>();
        recording.calls().forEach(call -> all.add(call.key()));
        all.removeAll(open);
        assertThat(ended).isEqualTo(all);
    }

    @Property(tries = 100)
    void tasksThatShareAKeyDependOnEachOther(@ForAll long seed) {
        Plan plan = Plan.of(randomRecording(seed));
        List<List<Integer>> predecessors = plan.predecessors();
        List<BitSet> before = new ArrayList<>();
        for (int i = 0; i < predecessors.size(); i++) {
            BitSet all = new BitSet();
            for (int p : predecessors.get(i)) {
                assertThat(p).isLessThan(i);
                all.set(p);
                all.or(before.get(p));
            }
            before.add(all);
            for (int j = 0; j < i; j++) {
                boolean share = plan.tasks().get(i).keys().stream()
                        .anyMatch(plan.tasks().get(j).keys()::contains);
                assertThat(!share || all.get(j)).isTrue();
            }
        }
    }

    private static String what(Task task) {
        return switch (task) {
            case Task.SendUnit send ->
                send.call() + send.order().unit() + "sent" + send.order().sentAt();
            case Task.ReportStep step ->
                step.call() + step.unit() + step.stamp().step() + step.stamp().at();
            default -> "";
        };
    }

    /** A busy quarter of an hour with few units, so that they are often sent elsewhere and times often tie. */
    private static Recording randomRecording(long seed) {
        Random random = new Random(seed);
        List<Recording.Call> calls = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> randomCall("call" + i, random))
                .toList();
        List<Recording.Unit> units = IntStream.range(0, 4)
                .mapToObj(i -> new Recording.Unit("units/sf-" + i, "SF " + i, "fire_engine"))
                .toList();
        return new Recording("sf-fire", calls, units, List.of(), 0, Set.of());
    }

    private static Recording.Call randomCall(String key, Random random) {
        List<Recording.Order> orders = new ArrayList<>();
        for (int unit = 0; unit < 4; unit++) {
            if (unit == 0 || random.nextBoolean()) {
                List<Recording.Stamp> stamps = new ArrayList<>();
                for (Step step : Step.values()) {
                    if (random.nextInt(5) > 0) {
                        stamps.add(new Recording.Stamp(step, randomTime(random)));
                    }
                }
                orders.add(new Recording.Order(1, "units/sf-" + unit, randomTime(random), stamps));
            }
        }
        return new Recording.Call(
                key,
                randomTime(random),
                randomTime(random),
                "alarm",
                Priority.P2,
                "",
                LocationInput.getDefaultInstance(),
                IncidentOutcome.RESOLVED,
                "",
                orders);
    }

    private static Instant randomTime(Random random) {
        return Instant.EPOCH.plusSeconds(random.nextInt(30));
    }
}
