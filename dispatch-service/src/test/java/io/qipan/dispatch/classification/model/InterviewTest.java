package io.qipan.dispatch.classification.model;

import static io.qipan.dispatch.classification.model.Trees.above;
import static io.qipan.dispatch.classification.model.Trees.catalogue;
import static io.qipan.dispatch.classification.model.Trees.coded;
import static io.qipan.dispatch.classification.model.Trees.leaf;
import static io.qipan.dispatch.classification.model.Trees.rule;
import static io.qipan.dispatch.classification.model.Trees.which;
import static io.qipan.dispatch.classification.model.Trees.yesNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.classification.model.Classification.Urgency;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterviewTest {
    private static final GuidedAnswer INSIDE = new GuidedAnswer("inside", "yes");
    private static final GuidedAnswer HOUSE = new GuidedAnswer("what", "house");

    private static final CategoryCatalogue CATALOGUE = catalogue(
            List.of(
                    coded(
                            above("fire", "", yesNo("inside"), which("what", "house", "wood")),
                            new CommonCode("ours", "4")),
                    coded(leaf("house", "fire", yesNo("roof")), new CommonCode("theirs", "HF")),
                    leaf("wood", "fire"),
                    leaf("theft", "", yesNo("hurt"))),
            rule("people", "fire", Priority.P1, INSIDE),
            rule("roof", "house", Priority.P2, new GuidedAnswer("roof", "yes")));

    private static Decision<Classification> classify(String from, GuidedAnswer... answers) {
        return new Interview(CATALOGUE, type -> Optional.of(Priority.P3))
                .classify(CATALOGUE.find(from).orElseThrow(), List.of(answers));
    }

    @Test
    void answers_narrow_the_category_and_what_is_left_is_asked() {
        // Given
        Classification begin = classify("fire").orRefuse();

        // When
        Classification narrowed = classify("fire", INSIDE, HOUSE).orRefuse();

        // Then
        assertThat(begin.next().map(GuidedQuestion::id)).contains("inside");
        assertThat(begin.priority()).isEmpty();
        assertThat(begin.category().type()).isEmpty();
        assertThat(narrowed.category().code()).isEqualTo("house");
        assertThat(narrowed.path()).extracting(Category::code).containsExactly("fire", "house");
        assertThat(narrowed.next().map(GuidedQuestion::id)).contains("roof");
        assertThat(narrowed.because())
                .extracting(Urgency::source, Urgency::priority)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("rule/people", Priority.P1),
                        org.assertj.core.groups.Tuple.tuple("type/house", Priority.P3));
        assertThat(narrowed.commonCodes()).containsExactly(new CommonCode("ours", "4"), new CommonCode("theirs", "HF"));
    }

    @Test
    void what_was_chosen_is_not_asked_again_and_nothing_is_left_at_the_end() {
        // Given
        Classification chosen = classify("house").orRefuse();

        // When
        Classification done =
                classify("house", INSIDE, new GuidedAnswer("roof", "no")).orRefuse();

        // Then
        assertThat(chosen.next().map(GuidedQuestion::id)).contains("inside");
        assertThat(done.next()).isEmpty();
        assertThat(done.priority()).contains(Priority.P1);
    }

    @Test
    void every_answer_that_cannot_be_taken_is_named() {
        // Given
        GuidedAnswer unknown = new GuidedAnswer("what", "boat");

        // When
        Decision<Classification> refused = classify("fire", unknown, INSIDE, INSIDE);

        // Then
        assertThat(refused).isInstanceOf(Refused.class);
        Refusal refusal = ((Refused<Classification>) refused).refusal();
        assertThat(refusal.violations())
                .extracting(Refusal.Violation::description)
                .containsExactly("there is no answer what=boat", "inside is answered twice");
    }

    @Test
    void an_answer_of_another_branch_is_refused() {
        // Given
        GuidedAnswer elsewhere = new GuidedAnswer("hurt", "yes");

        // When
        Decision<Classification> refused = classify("wood", HOUSE, elsewhere);

        // Then
        assertThat(((Refused<Classification>) refused).refusal().violations())
                .extracting(Refusal.Violation::description)
                .containsExactly(
                        "'house' leads to house, which is not wood: begin there, or leave it out",
                        "hurt is not asked about wood: leave it out");
    }
}
