package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of evidence promises. */
abstract class EvidenceRecordsContract {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");

    abstract UnitOfWork unitOfWork();

    abstract EvidenceRecords records();

    /** The name of a case that is there. */
    abstract String caseName();

    private Evidence added(String caseName) {
        Evidence evidence = new Evidence(
                        UuidCreator.getTimeOrderedEpoch(),
                        caseName,
                        "a battery",
                        "image/jpeg",
                        new Content("0f".repeat(32), 4_711),
                        true,
                        NOW.minusSeconds(60),
                        List.of())
                .broughtBy("wang", NOW, "seized on the boat");
        write(() -> records().add(evidence));
        return evidence;
    }

    private void write(Runnable work) {
        boolean ignored = unitOfWork().run("system:test", () -> {
            work.run();
            return true;
        });
    }

    @Test
    void givesBackEverythingThatItWasGiven() {
        // Given
        Evidence evidence = added(caseName());

        // When
        Optional<Evidence> found = unitOfWork().read(() -> records().find(evidence.id()));

        // Then
        assertThat(found).contains(evidence);
        assertThat(unitOfWork().read(() -> records().find(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void keepsTheCustodyInItsOrder() {
        // Given
        Evidence evidence = added(caseName());
        Evidence handed = evidence.handedOver("store", NOW.plusSeconds(1), "li", "kept cool")
                .orRefuse();

        // When
        write(() -> records().appendCustody(handed));

        // Then
        Evidence found = unitOfWork()
                .run("system:test", () -> records().lock(evidence.id()))
                .orElseThrow();
        assertThat(found).isEqualTo(handed);
        assertThat(found.firstBreak()).isEmpty();
    }

    @Test
    void tellsWhichOfSeveralBelongToACase() {
        // Given
        String caseName = caseName();
        Evidence one = added(caseName);
        Evidence two = added(caseName);
        Evidence notAskedFor = added(caseName);
        Evidence theirs = added(caseName());

        // When
        Set<UUID> ours = unitOfWork()
                .read(() -> records().idsOf(caseName, Set.of(one.id(), two.id(), theirs.id(), UUID.randomUUID())));

        // Then
        assertThat(ours).containsExactlyInAnyOrder(one.id(), two.id()).doesNotContain(notAskedFor.id());
    }

    @Test
    void listsTheNewestOfACaseFirst() {
        // Given
        String caseName = caseName();
        List<Evidence> three = Stream.of(1, 2, 3).map(_ -> added(caseName)).toList();
        added(caseName());

        // When
        List<Evidence> all = unitOfWork().read(() -> records().list(caseName, Optional.empty(), 10));

        // Then
        assertThat(all).isEqualTo(three.reversed());
        assertThat(unitOfWork()
                        .read(() -> records()
                                .list(caseName, Optional.of(all.getFirst().id()), 1)))
                .containsExactly(all.get(1));
    }
}
