package io.qipan.ecology.evidence.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.evidence.model.Evidence.Break;
import io.qipan.runtime.refusal.Decision.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A chain of any length shows the first entry that somebody has touched, whatever was done to it. */
class CustodyProperty {
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

    @Property
    void aChainThatNobodyTouchedIsWhole(@ForAll @IntRange(max = 20) int handovers) {
        // When
        Evidence evidence = handed(handovers);

        // Then
        assertThat(evidence.firstBreak()).isEmpty();
        assertThat(evidence.custody()).hasSize(handovers + 1);
        assertThat(evidence.etag()).isEqualTo(Integer.toString(handovers + 1));
    }

    @Property
    void theFirstEntryThatWasTouchedIsNamed(
            @ForAll @IntRange(min = 1, max = 20) int handovers,
            @ForAll @IntRange(max = 7) int way,
            @ForAll Random random) {
        // Given
        Evidence whole = handed(handovers);
        int victim = random.nextInt(handovers);
        List<Custody> chain = new ArrayList<>(whole.custody());

        // When
        touch(chain, victim, way);

        // Then
        Evidence touched = with(whole, chain);
        assertThat(touched.firstBreak().map(Break::number)).contains(victim + 1);
        assertThat(touched.handedOver("li", NOON.plusSeconds(99_999), "li", "")).isInstanceOf(Refused.class);
    }

    @Property
    void whatIsKnownOfTheEvidenceIsSealedToo(@ForAll @IntRange(max = 5) int way) {
        // Given
        Evidence whole = handed(2);

        // When
        Evidence touched = new Evidence(
                whole.id(),
                way == 0 ? "cases/2" : whole.caseName(),
                way == 1 ? "another title" : whole.title(),
                way == 2 ? "image/png" : whole.mediaType(),
                way == 3 ? new Content("b".repeat(64), 12) : whole.content(),
                (way == 4) != whole.fromDevice(),
                way == 5 ? NOON.minusSeconds(1) : whole.capturedAt(),
                whole.custody());

        // Then
        assertThat(touched.firstBreak().map(Break::number)).contains(1);
    }

    @Property
    void aChainThatWasCutOrSealedAnewDoesNotGoOnFromItsHead(
            @ForAll @IntRange(min = 1, max = 20) int handovers, @ForAll Random random) {
        // Given
        Evidence whole = handed(handovers);
        CustodyHead head = whole.head();

        // When
        Evidence cut = with(whole, whole.custody().subList(0, random.nextInt(handovers) + 1));

        // Then
        assertThat(cut.firstBreak()).isEmpty();
        assertThat(cut.missing(head).map(Break::number)).contains(cut.custody().size() + 1);
        assertThat(whole.missing(head)).isEmpty();
        assertThat(whole.missing(cut.head())).isEmpty();
        Evidence anew = cut;
        while (anew.custody().size() < whole.custody().size()) {
            anew = anew.handedOver("another", NOON.plusSeconds(90), "wang", "").orRefuse();
        }
        assertThat(anew.missing(head).map(Break::problem).orElseThrow()).contains("is another now");
    }

    private static void touch(List<Custody> chain, int victim, int way) {
        Custody entry = chain.get(victim);
        switch (way) {
            case 0 -> chain.remove(victim);
            case 1 -> chain.set(victim, changed(entry, "nobody", entry.at(), entry.by(), entry.reason()));
            case 2 ->
                chain.set(
                        victim, changed(entry, entry.holder(), entry.at().plusSeconds(1), entry.by(), entry.reason()));
            case 3 -> chain.set(victim, changed(entry, entry.holder(), entry.at(), "nobody", entry.reason()));
            case 4 -> chain.set(victim, changed(entry, entry.holder(), entry.at(), entry.by(), "no reason"));
            // Letters that move from one field to the next.
            case 5 -> chain.set(victim, changed(entry, entry.holder() + entry.by(), entry.at(), "", entry.reason()));
            // Sealed anew: whole in itself, but it does not follow.
            case 6 ->
                chain.set(
                        victim,
                        Custody.sealed(
                                "evidence/other", entry.number(), "nobody", entry.at(), "nobody", "", "0".repeat(64)));
            default -> chain.add(victim, chain.get(victim + 1));
        }
    }

    private static Custody changed(Custody entry, String holder, Instant at, String by, String reason) {
        return new Custody(entry.number(), holder, at, by, reason, entry.previousSeal(), entry.seal());
    }

    private static Evidence with(Evidence evidence, List<Custody> custody) {
        return new Evidence(
                evidence.id(),
                evidence.caseName(),
                evidence.title(),
                evidence.mediaType(),
                evidence.content(),
                evidence.fromDevice(),
                evidence.capturedAt(),
                custody);
    }

    private static Evidence handed(int handovers) {
        Evidence evidence = new Evidence(
                        UUID.randomUUID(),
                        "cases/1",
                        "battery",
                        "image/jpeg",
                        new Content("a".repeat(64), 12),
                        false,
                        NOON,
                        List.of())
                .broughtBy("wang", NOON, "seized");
        for (int i = 1; i <= handovers; i++) {
            evidence = evidence.handedOver("holder " + i, NOON.plusSeconds(i), "wang", "reason " + i)
                    .orRefuse();
        }
        return evidence;
    }
}
