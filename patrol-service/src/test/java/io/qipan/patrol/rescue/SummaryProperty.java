package io.qipan.patrol.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.rescue.model.People;
import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueKind;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.RescueRevision;
import io.qipan.patrol.rescue.model.Summary;
import io.qipan.testkit.FakeUnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SummaryProperty {
    private static final Instant NOON = Instant.parse("2026-07-20T04:00:00Z");
    private static final List<String> WATERS = List.of("", "lake", "river");

    private static RescueFacts random(Random random, boolean drill) {
        return RescuesContract.facts(
                RescueKind.values()[random.nextInt(3)],
                drill,
                NOON.plusSeconds(random.nextInt(1000)),
                WATERS.get(random.nextInt(WATERS.size())),
                new People(random.nextInt(5), random.nextInt(5), random.nextInt(5), 0));
    }

    @Property(tries = 100)
    void drills_change_nothing_of_what_was_real(
            @ForAll long seed, @ForAll @IntRange(max = 30) int real, @ForAll @IntRange(max = 30) int drills) {
        Random random = new Random(seed);
        FakeRescues rescues = new FakeRescues();
        FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(rescues);
        People expected = People.NOBODY;
        for (int i = 0; i < real + drills; i++) {
            RescueFacts facts = random(random, i >= real);
            expected = i < real ? expected.plus(facts.people()) : expected;
            RescueRecord record =
                    new RescueRecord(ResourceId.fresh(), List.of(new RescueRevision(1, facts, "", "me", NOON)));
            var ignored = unitOfWork.run("test", () -> {
                rescues.append(record);
                return record;
            });
        }

        List<Summary.Row> rows = unitOfWork.read(() -> rescues.sums(NOON, NOON.plusSeconds(1000)));

        assertThat(Summary.of(rows, false).people()).isEqualTo(expected);
        assertThat(Summary.of(rows, false).records()).isEqualTo(real);
        assertThat(Summary.of(rows, true).records()).isEqualTo(drills);
    }
}
