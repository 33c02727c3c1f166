package io.qipan.ecology.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.model.Campaign;
import io.qipan.ecology.oversight.model.Consultation;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.JointTask;
import io.qipan.ecology.oversight.model.SupervisionOrder;
import io.qipan.ecology.oversight.model.TargetedCase;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of entries promises. */
abstract class EntriesContract {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(3));
    private static final String CASE = "cases/01939b4e-0000-7000-8000-000000000001";

    abstract UnitOfWork unitOfWork();

    abstract Entries entries();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private boolean add(Entry entry) {
        return work(() -> entries().add(entry));
    }

    private static UUID id() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    private static TargetedCase targeted(String caseName) {
        return TargetedCase.formed(
                id(), caseName, new TargetedCase.TaskForce("wang", List.of("li", "zhao"), "find the boat"), NOW);
    }

    private static SupervisionOrder order() {
        return SupervisionOrder.issued(
                id(), new SupervisionOrder.Order(CASE, "find the buyer", "li", "chen", NOW), LATER, "it drags on");
    }

    private static Campaign campaign() {
        return Campaign.planned(
                id(),
                new Campaign.Plan(
                        "spring",
                        "document 7",
                        "wang",
                        NOW,
                        LATER,
                        List.of(new Campaign.Target("outfalls", "inspections", 40))));
    }

    private static JointOperation operation(String party) {
        return JointOperation.planned(
                id(),
                new JointOperation.Plan(
                        "both banks",
                        ResourceKind.RIVER,
                        new Wgs84(42.01, 120.09),
                        List.of(party),
                        Optional.of(CASE),
                        NOW));
    }

    private static SupervisionOrder reported() {
        return order().reported("done", "li", NOW).orRefuse();
    }

    /** The first overdue, the second done, the third cancelled. */
    private static JointOperation withTasks() {
        return operation("agencies/a")
                .assigned("agencies/a", "the east bank", LATER, NOW)
                .orRefuse()
                .assigned("agencies/a", "the west bank", LATER.plusSeconds(9), NOW)
                .orRefuse()
                .assigned("agencies/a", "the bridge", LATER.plusSeconds(9), NOW)
                .orRefuse()
                .ranOut(LATER.plusSeconds(1))
                .ended(2, new JointTask.State.Done(LATER, "walked", "li"), LATER)
                .orRefuse()
                .ended(3, new JointTask.State.Cancelled(LATER, "rain", "li"), LATER)
                .orRefuse();
    }

    /** One in each state that there is. */
    private static List<Entry> everyState() {
        List<Entry> all = new ArrayList<>();
        all.add(targeted(CASE).disbanded(LATER, "found").orRefuse());
        all.add(order());
        all.add(order().ranOut(LATER.plusSeconds(1)));
        all.add(reported());
        all.add(reported().accepted("chen", "good", LATER).orRefuse());
        all.add(reported().withdrawn("chen", "settled", LATER).orRefuse());
        all.add(campaign()
                .reported(new Campaign.Result(1, 12, "by boat", "li", NOW))
                .orRefuse());
        all.add(campaign().ranOut(LATER.plusSeconds(1)));
        all.add(campaign().concluded(LATER, "all seen").orRefuse());
        all.add(withTasks());
        all.add(withTasks()
                .ended(1, new JointTask.State.Done(LATER, "late", "li"), LATER.plusSeconds(2))
                .orRefuse()
                .concluded(LATER, "over")
                .orRefuse());
        all.add(new Consultation(
                id(),
                CASE,
                NOW,
                List.of("wang", "agencies/a"),
                "which law",
                "the fisheries law",
                "zhao: the river law",
                Optional.of("consultations/" + id()),
                "wang",
                LATER));
        return all;
    }

    @Test
    void givesBackEveryKindInEveryStateAsItWas() {
        for (Entry entry : everyState()) {
            // Given
            boolean added = add(entry);

            // When
            Optional<Entry> found = unitOfWork().read(() -> entries().find(entry.kind(), entry.id()));

            // Then
            assertThat(added).isTrue();
            assertThat(found).contains(entry);
            assertThat(EntryName.parse(entry.name())).contains(new EntryName(entry.kind(), entry.id()));
        }
    }

    @Test
    void aCaseHasOneActiveTaskForce() {
        // Given
        TargetedCase first = targeted(CASE);
        boolean added = add(first);

        // When
        boolean second = add(targeted(CASE));

        // Then
        assertThat(added).isTrue();
        assertThat(second).isFalse();
        assertThat(add(targeted(CASE.replace('1', '2')))).isTrue();
        TargetedCase over = work(() -> {
            TargetedCase next = ((TargetedCase)
                            entries().lock(first.kind(), first.id()).orElseThrow())
                    .disbanded(LATER, "found")
                    .orRefuse();
            entries().save(next);
            return next;
        });
        assertThat(unitOfWork().read(() -> entries().find(first.kind(), first.id())))
                .contains(over);
        assertThat(add(targeted(CASE))).isTrue();
    }

    @Test
    void listsByKindSubjectStateAndPartyTheNewestFirst() {
        // Given
        SupervisionOrder first = order();
        SupervisionOrder second = order();
        JointOperation ofA = operation("agencies/a");
        JointOperation ofB = operation("agencies/b");
        List.of(first, second, ofA, ofB).forEach(entry -> assertThat(add(entry)).isTrue());

        // When
        List<Entry> orders = list(EntryKind.SUPERVISION_ORDER, Optional.of(CASE), Optional.empty(), Optional.empty());

        // Then
        assertThat(orders).containsExactly(second, first);
        assertThat(list(EntryKind.SUPERVISION_ORDER, Optional.of("cases/x"), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(list(EntryKind.SUPERVISION_ORDER, Optional.empty(), Optional.of("OVERDUE"), Optional.empty()))
                .isEmpty();
        assertThat(list(EntryKind.JOINT_OPERATION, Optional.empty(), Optional.empty(), Optional.of("agencies/a")))
                .containsExactly(ofA);
        assertThat(unitOfWork()
                        .read(() -> entries()
                                .list(
                                        new Filter(
                                                EntryKind.SUPERVISION_ORDER,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()),
                                        Optional.of(second.id()),
                                        1)))
                .containsExactly(first);
    }

    private List<Entry> list(EntryKind kind, Optional<String> subject, Optional<String> state, Optional<String> party) {
        return unitOfWork().read(() -> entries().list(new Filter(kind, subject, state, party), Optional.empty(), 10));
    }
}
