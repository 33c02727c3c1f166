package io.qipan.dispatch.classification.model;

import static io.qipan.dispatch.classification.model.Trees.above;
import static io.qipan.dispatch.classification.model.Trees.catalogue;
import static io.qipan.dispatch.classification.model.Trees.leaf;
import static io.qipan.dispatch.classification.model.Trees.rule;
import static io.qipan.dispatch.classification.model.Trees.urgent;
import static io.qipan.dispatch.classification.model.Trees.which;
import static io.qipan.dispatch.classification.model.Trees.yesNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.incident.model.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InterviewProperty {
    private static final List<String> QUESTIONS = List.of("q0", "q1", "q2", "q3", "q4", "q5");

    private static Priority any(Random random) {
        return Priority.values()[random.nextInt(4)];
    }

    private static Category perhapsUrgent(Category category, Random random) {
        return random.nextBoolean() ? urgent(category, any(random)) : category;
    }

    /** Three levels with yes-and-no questions on each, and rules of any urgency about any answers. */
    private static CategoryCatalogue anything(Random random) {
        List<Category> categories = List.of(
                perhapsUrgent(above("top", "", yesNo("q0"), yesNo("q1"), which("down", "middle", "side")), random),
                perhapsUrgent(above("middle", "top", yesNo("q2"), yesNo("q3"), which("deep", "left", "right")), random),
                perhapsUrgent(leaf("side", "top", yesNo("q5")), random),
                perhapsUrgent(leaf("left", "middle", yesNo("q4")), random),
                perhapsUrgent(leaf("right", "middle"), random));
        PriorityRule[] rules = new PriorityRule[random.nextInt(8)];
        for (int i = 0; i < rules.length; i++) {
            List<GuidedAnswer> conditions = answers(random).subList(0, 1 + random.nextInt(2));
            String within = List.of("", "top", "middle", "left").get(random.nextInt(4));
            rules[i] = rule("r" + i, within, any(random), conditions.toArray(GuidedAnswer[]::new));
        }
        return catalogue(categories, rules);
    }

    /** One answer to each of the questions, in any order. */
    private static List<GuidedAnswer> answers(Random random) {
        List<GuidedAnswer> answers = new ArrayList<>(QUESTIONS.stream()
                .map(question -> new GuidedAnswer(question, random.nextBoolean() ? "yes" : "no"))
                .toList());
        Collections.shuffle(answers, random);
        return answers;
    }

    private static int urgency(Classification classification) {
        return classification.priority().map(priority -> 4 - priority.ordinal()).orElse(0);
    }

    @Property
    void one_more_answer_never_makes_it_less_urgent(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        CategoryCatalogue catalogue = anything(random);
        Priority usual = any(random);
        Interview interview = new Interview(catalogue, type -> Optional.of(usual));
        Category top = catalogue.find("top").orElseThrow();
        List<GuidedAnswer> given = new ArrayList<>();
        Classification before = interview.classify(top, given).orRefuse();

        // When: whatever is asked is answered, until nothing is left
        while (before.next().isPresent()) {
            GuidedQuestion question = before.next().get();
            given.add(new GuidedAnswer(
                    question.id(),
                    question.options()
                            .get(random.nextInt(question.options().size()))
                            .code()));
            Classification after = interview.classify(top, given).orRefuse();

            // Then
            assertThat(urgency(after)).as("after %s", given).isGreaterThanOrEqualTo(urgency(before));
            assertThat(after.path()).containsAll(before.path());
            before = after;
        }
        assertThat(before.category().type()).isPresent();
    }

    @Property
    void the_order_of_the_answers_says_nothing(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        CategoryCatalogue catalogue = anything(random);
        Interview interview = new Interview(catalogue, type -> Optional.of(Priority.P3));
        Category top = catalogue.find("top").orElseThrow();
        List<GuidedAnswer> answers = new ArrayList<>(List.of(
                new GuidedAnswer("q0", "yes"),
                new GuidedAnswer("down", "middle"),
                new GuidedAnswer("q3", "no"),
                new GuidedAnswer("deep", "left"),
                new GuidedAnswer("q4", "yes")));
        Classification inOrder = interview.classify(top, answers).orRefuse();
        Collections.shuffle(answers, random);

        // When
        Classification shuffled = interview.classify(top, answers).orRefuse();

        // Then
        assertThat(shuffled).isEqualTo(inOrder);
    }
}
