package io.qipan.ecology.evidence.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The review of what a device has recorded: by two people, again until it passes, and then never more. */
class ReviewProperty {
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

    /** What somebody says who reviews. */
    record Said(boolean deviceFit, boolean recordFit, boolean alone) {}

    /** One of the eight things that can be said. */
    private static Said said(int number) {
        return new Said((number & 1) == 0, (number & 2) == 0, (number & 4) != 0);
    }

    private static Evidence kept(boolean fromDevice) {
        return new Evidence(
                        new UUID(1, 1),
                        "cases/1",
                        "film",
                        "video/mp4",
                        new Content("a".repeat(64), 12),
                        fromDevice,
                        NOON,
                        List.of())
                .broughtBy("wang", NOON, "from the pole");
    }

    private static Decision<Evidence> after(Evidence evidence, Said said) {
        return evidence.reviewed(new Review(
                evidence.reviews().size() + 1,
                said.deviceFit(),
                said.recordFit(),
                "lawyer sun",
                said.alone() ? "lawyer sun" : "engineer ma",
                "certificate 12",
                NOON,
                "chen"));
    }

    @Property
    void nothingProvesBeforeItHasPassedAndWhatHasPassedStays(
            @ForAll @Size(max = 12) List<Byte> numbers, @ForAll boolean fromDevice) {
        // Given
        Evidence evidence = kept(fromDevice);

        // When
        for (byte number : numbers) {
            Said said = said(number & 7);
            boolean passed = fromDevice && evidence.mayProve();
            switch (after(evidence, said)) {
                // Then
                case Granted<Evidence>(Evidence next) -> {
                    assertThat(fromDevice && !passed && !said.alone()).isTrue();
                    assertThat(next.mayProve()).isEqualTo(said.deviceFit() && said.recordFit());
                    assertThat(next.reviews().subList(0, evidence.reviews().size()))
                            .isEqualTo(evidence.reviews());
                    assertThat(next.reviews().getLast().number())
                            .isEqualTo(evidence.reviews().size() + 1);
                    assertThat(next.etag()).isNotEqualTo(evidence.etag());
                    assertThat(next.custody()).isEqualTo(evidence.custody());
                    assertThat(next.waitsForReview()).isFalse();
                    evidence = next;
                }
                case Refused<Evidence>(var refusal) ->
                    assertThat(refusal.reason())
                            .isEqualTo(!fromDevice || passed ? Reason.ILLEGAL_TRANSITION : Reason.INVALID_FIELD);
            }
        }
    }

    private static String word(Evidence evidence) {
        if (evidence.waitsForReview()) {
            return "waits for review";
        }
        return evidence.mayProve() ? "passed" : "failed";
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Map<String, Function<Evidence, Decision<Evidence>>> acts = Map.of(
                "review: passes", evidence -> after(evidence, new Said(true, true, false)),
                "review: the device is not fit", evidence -> after(evidence, new Said(false, true, false)),
                "review: the record is not fit", evidence -> after(evidence, new Said(true, false, false)),
                "review by one person", evidence -> after(evidence, new Said(true, true, true)),
                "hand_over", evidence -> evidence.handedOver("store", NOON, "li", "kept cool"));
        TransitionTable.check("evidence-review", kept(true), acts, ReviewProperty::word);
    }
}
