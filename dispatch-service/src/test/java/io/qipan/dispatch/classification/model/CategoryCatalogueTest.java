package io.qipan.dispatch.classification.model;

import static io.qipan.dispatch.classification.model.Trees.above;
import static io.qipan.dispatch.classification.model.Trees.catalogue;
import static io.qipan.dispatch.classification.model.Trees.coded;
import static io.qipan.dispatch.classification.model.Trees.leaf;
import static io.qipan.dispatch.classification.model.Trees.rule;
import static io.qipan.dispatch.classification.model.Trees.which;
import static io.qipan.dispatch.classification.model.Trees.yesNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.classification.model.GuidedQuestion.Kind;
import io.qipan.dispatch.classification.model.GuidedQuestion.Option;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CategoryCatalogueTest {
    private static final CommonCode SHARED = new CommonCode("ours", "909900");

    private static List<String> faults(CategoryCatalogue catalogue) {
        return catalogue.refusal(type -> !type.equals("nonsense")).map(Refusal::violations).orElse(List.of()).stream()
                .map(Violation::description)
                .toList();
    }

    @Test
    void what_fits_together_is_taken() {
        // Given
        CategoryCatalogue catalogue = catalogue(
                List.of(
                        coded(above("fire", "", yesNo("inside"), which("what", "house", "wood")), SHARED),
                        leaf("house", "fire"),
                        leaf("wood", "fire")),
                rule("people", "fire", Priority.P1, new GuidedAnswer("inside", "yes")));

        // When
        Optional<Refusal> refusal = catalogue.refusal(type -> true);

        // Then
        assertThat(refusal).isEmpty();
    }

    @Test
    void every_fault_of_the_tree_is_named() {
        // Given
        CategoryCatalogue catalogue = catalogue(List.of(
                above("fire", ""),
                leaf("house", "fire"),
                leaf("house", "fire"),
                leaf("nonsense", "fire"),
                leaf("lost", "nowhere"),
                above("empty", ""),
                above("round", "about"),
                above("about", "round")));

        // When
        List<String> faults = faults(catalogue);

        // Then
        assertThat(faults)
                .containsExactly(
                        "house is there twice",
                        "there is no type nonsense",
                        "there is no category nowhere",
                        "empty is a leaf and has to stand for a type",
                        "what is above round goes round in a circle",
                        "what is above about goes round in a circle");
    }

    @Test
    void a_code_of_another_scheme_has_one_meaning_and_a_category_one_code_of_it() {
        // Given
        CategoryCatalogue catalogue = catalogue(List.of(
                coded(leaf("theft", ""), SHARED, new CommonCode("theirs", "909900")),
                coded(leaf("fraud", ""), SHARED),
                coded(leaf("fire", ""), new CommonCode("ours", "1"), new CommonCode("ours", "2"))));

        // When
        List<String> faults = faults(catalogue);

        // Then
        assertThat(faults)
                .containsExactly(
                        "ours:909900 stands for theft already and cannot stand for fraud",
                        "fire has two codes of the scheme ours");
    }

    @Test
    void questions_and_rules_that_lead_nowhere_are_named() {
        // Given
        GuidedQuestion maybe = new GuidedQuestion(
                "maybe",
                Kind.YES_NO,
                "?",
                "?",
                List.of(
                        new Option("yes", "", "", Optional.of("theft")),
                        new Option("maybe", "", "", Optional.empty())));
        CategoryCatalogue catalogue = catalogue(
                List.of(
                        above("fire", "", maybe),
                        leaf("house", "fire", yesNo("maybe")),
                        leaf("theft", "", yesNo("hurt"))),
                rule("never", "house", Priority.P1, new GuidedAnswer("hurt", "yes")),
                rule("never", "nowhere", Priority.P1, new GuidedAnswer("maybe", "no")),
                rule("both", "theft", Priority.P1, new GuidedAnswer("hurt", "yes"), new GuidedAnswer("hurt", "no")));

        // When
        List<String> faults = faults(catalogue);

        // Then
        assertThat(faults)
                .containsExactly(
                        "maybe takes yes and no, nothing else",
                        "maybe=yes narrows to theft, which is not below fire",
                        "maybe is there twice",
                        "never never holds: hurt is not asked within house",
                        "never is there twice",
                        "there is no category nowhere",
                        "there is no answer maybe=no",
                        "both asks for two answers to hurt");
    }
}
