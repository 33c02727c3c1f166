package io.qipan.dispatch.classification;

import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Category;
import io.qipan.proto.dispatch.v1.CategoryCatalogue;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc.ClassificationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.CommonCode;
import io.qipan.proto.dispatch.v1.EvaluateAnswersRequest;
import io.qipan.proto.dispatch.v1.GetCategoryCatalogueRequest;
import io.qipan.proto.dispatch.v1.GuidedAnswer;
import io.qipan.proto.dispatch.v1.GuidedClassification;
import io.qipan.proto.dispatch.v1.GuidedQuestion;
import io.qipan.proto.dispatch.v1.IncidentType;
import io.qipan.proto.dispatch.v1.ListCategoryCataloguesRequest;
import io.qipan.proto.dispatch.v1.ListCategoryCataloguesResponse;
import io.qipan.proto.dispatch.v1.ListIncidentTypesRequest;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.SetCategoryCatalogueRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoryCatalogueIT extends DispatchScenario {

    private ClassificationServiceBlockingStub as(String name, Role role) {
        return ClassificationServiceGrpc.newBlockingStub(harness.channelOf(name, role));
    }

    private CategoryCatalogue inForce() {
        return as("wang", Role.CALL_TAKER)
                .getCategoryCatalogue(GetCategoryCatalogueRequest.getDefaultInstance())
                .getCatalogue();
    }

    private static Category.Builder category(String code, String parent, String type) {
        return Category.newBuilder()
                .setCode(code)
                .setNameZh(code)
                .setNameEn(code)
                .setOptionalParent(parent)
                .setOptionalType(type);
    }

    private SetCategoryCatalogueRequest.Builder next() {
        return SetCategoryCatalogueRequest.newBuilder()
                .setRequestId(Desk.newId())
                .setBaseRevision(inForce().getNumber())
                .setReason("as the agencies agreed");
    }

    private CategoryCatalogue set(SetCategoryCatalogueRequest.Builder request) {
        return as("zhao", Role.COMMANDER).setCategoryCatalogue(request.build()).getCatalogue();
    }

    private GuidedClassification classify(EvaluateAnswersRequest.Builder request, String... answers) {
        for (String answer : answers) {
            int equals = answer.indexOf('=');
            request.addAnswersBuilder()
                    .setQuestion(answer.substring(0, equals))
                    .setAnswer(answer.substring(equals + 1));
        }
        return as("wang", Role.CALL_TAKER).evaluateAnswers(request.build()).getClassification();
    }

    private static EvaluateAnswersRequest.Builder from(String category) {
        return EvaluateAnswersRequest.newBuilder()
                .setOptionalCatalogue("categoryCatalogues/1")
                .setCategory(category);
    }

    /** Categories and rules in a form in which they can be given again. */
    private static SetCategoryCatalogueRequest.Builder again(
            SetCategoryCatalogueRequest.Builder request, CategoryCatalogue catalogue) {
        return request.clearCategories()
                .clearPriorityRules()
                .addAllCategories(catalogue.getCategoriesList())
                .addAllPriorityRules(catalogue.getPriorityRulesList());
    }

    @Test
    void the_first_revision_has_a_leaf_for_each_type_and_could_have_been_given_by_a_person() {
        // Given
        CategoryCatalogue first = as("wang", Role.CALL_TAKER)
                .getCategoryCatalogue(GetCategoryCatalogueRequest.newBuilder()
                        .setOptionalName("categoryCatalogues/1")
                        .build())
                .getCatalogue();

        // When
        CategoryCatalogue given = set(again(next(), first));

        // Then
        List<String> types =
                desk()
                        .incidents
                        .listIncidentTypes(ListIncidentTypesRequest.getDefaultInstance())
                        .getTypesList()
                        .stream()
                        .map(IncidentType::getCode)
                        .toList();
        assertThat(first.getMadeBy()).isEmpty();
        assertThat(first.getCategoriesList())
                .extracting(Category::getOptionalType)
                .filteredOn(type -> !type.isEmpty())
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(given.getCategoriesList()).isEqualTo(first.getCategoriesList());
        assertThat(given.getPriorityRulesList()).isEqualTo(first.getPriorityRulesList());
        assertThat(given.getMadeBy()).isEqualTo("zhao");
        assertThat(inForce()).isEqualTo(given);
        assertThat(told(given.getName())).containsExactly("category_catalogue.set");
    }

    @Test
    void whatever_is_answered_the_first_revision_ends_at_a_type_with_a_priority() {
        // Given
        Set<String> reached = new HashSet<>();

        // When
        for (String root : List.of("life_safety", "fire_hazard", "public_safety", "ecology", "help_and_other")) {
            walk(from(root), reached);
        }

        // Then: help and other is chosen by hand
        assertThat(reached)
                .contains("medical", "structure_fire", "theft", "angling", "illegal_hunting", "help_and_other")
                .doesNotContain("life_safety", "fire_hazard", "public_safety", "ecology", "fishing")
                .hasSize(31);
    }

    private void walk(EvaluateAnswersRequest.Builder request, Set<String> reached) {
        GuidedClassification now = classify(request.clone());
        if (!now.hasNextQuestion()) {
            reached.add(now.getCategory());
            assertThat(now.getType().isEmpty())
                    .isEqualTo(now.getPriority() == Priority.PRIORITY_UNSPECIFIED
                            || now.getCategory().equals("help_and_other"));
            return;
        }
        GuidedQuestion question = now.getNextQuestion();
        // Of yes and no the second is enough here, and keeps the walk short.
        List<GuidedQuestion.Option> options = question.getKind() == GuidedQuestion.Kind.YES_NO
                ? question.getOptionsList().subList(1, 2)
                : question.getOptionsList();
        options.forEach(option -> walk(
                request.clone()
                        .addAnswers(GuidedAnswer.newBuilder()
                                .setQuestion(question.getId())
                                .setAnswer(option.getCode())),
                reached));
    }

    @Test
    void a_grave_answer_makes_it_urgent_and_says_why() {
        // Given
        GuidedClassification calm = classify(from("missing_person"), "helpless=no");

        // When
        GuidedClassification grave = classify(from("life_safety"), "life_what=missing", "helpless=yes");

        // Then
        assertThat(calm.getPriority()).isEqualTo(Priority.P2);
        assertThat(grave.getPriority()).isEqualTo(Priority.P1);
        assertThat(grave.getType()).isEqualTo("missing_person");
        assertThat(grave.getPathList()).containsExactly("life_safety", "missing_person");
        assertThat(grave.getReasonsList())
                .extracting(GuidedClassification.Reason::getSource)
                .containsExactly("rule/helpless_missing", "type/missing_person");
        assertThat(grave.hasNextQuestion()).isFalse();
    }

    @Test
    void an_interview_goes_on_with_the_revision_it_began_with() {
        // Given
        CategoryCatalogue begun = set(next().addCategories(category("help", "", ""))
                .addCategories(category("lost_key", "help", "service_call")
                        .addCommonCodes(
                                CommonCode.newBuilder().setScheme("city").setCode("K-1"))));
        CategoryCatalogue changed = set(next().addCategories(category("all", "", "other")
                .addCommonCodes(CommonCode.newBuilder().setScheme("city").setCode("K-1"))));
        EvaluateAnswersRequest.Builder byCode = EvaluateAnswersRequest.newBuilder()
                .setCommonCode(CommonCode.newBuilder().setScheme("city").setCode("K-1"));

        // When
        GuidedClassification old = classify(byCode.clone().setOptionalCatalogue(begun.getName()));

        // Then
        assertThat(old.getCatalogue()).isEqualTo(begun.getName());
        assertThat(old.getCategory()).isEqualTo("lost_key");
        assertThat(old.getType()).isEqualTo("service_call");
        assertThat(old.getPriority()).isEqualTo(Priority.P4);
        GuidedClassification now = classify(byCode.clone());
        assertThat(now.getCatalogue()).isEqualTo(changed.getName());
        assertThat(now.getCategory()).isEqualTo("all");
        StatusRuntimeException gone =
                refused(() -> classify(EvaluateAnswersRequest.newBuilder().setCategory("lost_key")));
        assertThat(reasonOf(gone)).isEqualTo(Reason.NOT_FOUND);
        ListCategoryCataloguesResponse newest = as("wang", Role.DISPATCHER)
                .listCategoryCatalogues(ListCategoryCataloguesRequest.newBuilder()
                        .setPageSize(2)
                        .build());
        assertThat(newest.getCataloguesList())
                .extracting(CategoryCatalogue::getName)
                .containsExactly(changed.getName(), begun.getName());
        assertThat(newest.getNextPageToken()).isNotEmpty();
    }

    @Test
    void a_catalogue_with_faults_is_refused_whole_and_each_fault_is_named() {
        // Given
        CategoryCatalogue before = inForce();
        SetCategoryCatalogueRequest.Builder faulty = next().addCategories(category("theft", "", "theft")
                        .addCommonCodes(
                                CommonCode.newBuilder().setScheme("local").setCode("909900")))
                .addCategories(category("fraud", "nowhere", "fraud")
                        .addCommonCodes(
                                CommonCode.newBuilder().setScheme("local").setCode("909900")));

        // When
        StatusRuntimeException refusal = refused(() -> set(faulty));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(fieldsOf(refusal))
                .containsExactly(
                        "categories[1].optional_parent", "categories[1].optional_type", "categories[1].common_codes");
        assertThat(textOf(refusal)).contains("3 in all", "local:909900 stands for theft already");
        assertThat(inForce()).isEqualTo(before);
    }

    @Test
    void of_two_who_change_the_same_revision_the_second_is_refused() {
        // Given
        SetCategoryCatalogueRequest.Builder mine = next().addCategories(category("all", "", "other"));
        SetCategoryCatalogueRequest.Builder theirs = next().addCategories(category("any", "", "other"));
        CategoryCatalogue made = set(theirs);

        // When
        StatusRuntimeException refusal = refused(() -> set(mine));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(set(theirs)).isEqualTo(made);
        StatusRuntimeException denied = refused(() -> as("wang", Role.DISPATCHER)
                .setCategoryCatalogue(mine.setRequestId(Desk.newId()).build()));
        assertThat(reasonOf(denied)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void an_answer_that_is_not_asked_there_is_refused() {
        // Given
        EvaluateAnswersRequest.Builder theft = from("theft");

        // When
        StatusRuntimeException refusal = refused(() -> classify(theft, "breathing=no"));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(textOf(refusal)).contains("breathing is not asked about theft");
    }
}
