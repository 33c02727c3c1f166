package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.EvaluateAnswers.Classified;
import io.qipan.dispatch.classification.model.Category;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.Classification;
import io.qipan.dispatch.classification.model.CommonCode;
import io.qipan.dispatch.classification.model.GuidedAnswer;
import io.qipan.dispatch.classification.model.GuidedQuestion;
import io.qipan.dispatch.classification.model.PriorityRule;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.dispatch.v1.GuidedClassification;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;

/** Catalogues on the wire, in a row and in the model. */
final class CatalogueMessages {

    private CatalogueMessages() {}

    /** The contract's pattern has let it through. */
    static long number(String name) {
        return Long.parseLong(name.substring(name.indexOf('/') + 1));
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static Optional<Priority> optional(io.qipan.proto.dispatch.v1.Priority priority) {
        return switch (priority) {
            case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
            case P1, P2, P3, P4 -> Optional.of(Priority.valueOf(priority.name()));
        };
    }

    private static io.qipan.proto.dispatch.v1.Priority message(Priority priority) {
        return io.qipan.proto.dispatch.v1.Priority.valueOf(priority.name());
    }

    static List<Category> categories(List<io.qipan.proto.dispatch.v1.Category> messages) {
        return messages.stream()
                .map(message -> new Category(
                        message.getCode(),
                        optional(message.getOptionalParent()),
                        message.getNameZh(),
                        message.getNameEn(),
                        optional(message.getOptionalType()),
                        optional(message.getOptionalPriority()),
                        message.getCommonCodesList().stream()
                                .map(CatalogueMessages::commonCode)
                                .toList(),
                        message.getQuestionsList().stream()
                                .map(CatalogueMessages::question)
                                .toList()))
                .toList();
    }

    static CommonCode commonCode(io.qipan.proto.dispatch.v1.CommonCode message) {
        return new CommonCode(message.getScheme(), message.getCode());
    }

    private static GuidedQuestion question(io.qipan.proto.dispatch.v1.GuidedQuestion message) {
        return new GuidedQuestion(
                message.getId(),
                GuidedQuestion.Kind.valueOf(message.getKind().name()),
                message.getTextZh(),
                message.getTextEn(),
                message.getOptionsList().stream()
                        .map(option -> new GuidedQuestion.Option(
                                option.getCode(),
                                option.getTextZh(),
                                option.getTextEn(),
                                optional(option.getOptionalCategory())))
                        .toList());
    }

    static List<GuidedAnswer> answers(List<io.qipan.proto.dispatch.v1.GuidedAnswer> messages) {
        return messages.stream()
                .map(message -> new GuidedAnswer(message.getQuestion(), message.getAnswer()))
                .toList();
    }

    static List<PriorityRule> rules(List<io.qipan.proto.dispatch.v1.PriorityRule> messages) {
        return messages.stream()
                .map(message -> new PriorityRule(
                        message.getId(),
                        optional(message.getOptionalCategory()),
                        answers(message.getConditionsList()),
                        Priority.valueOf(message.getPriority().name()),
                        message.getReasonZh(),
                        message.getReasonEn()))
                .toList();
    }

    static List<io.qipan.proto.dispatch.v1.Category> categoryMessages(List<Category> categories) {
        return categories.stream().map(CatalogueMessages::message).toList();
    }

    private static io.qipan.proto.dispatch.v1.Category message(Category category) {
        io.qipan.proto.dispatch.v1.Category.Builder message = io.qipan.proto.dispatch.v1.Category.newBuilder()
                .setCode(category.code())
                .setNameZh(category.nameZh())
                .setNameEn(category.nameEn())
                .addAllCommonCodes(commonCodeMessages(category.commonCodes()))
                .addAllQuestions(category.questions().stream()
                        .map(CatalogueMessages::message)
                        .toList());
        category.parent().ifPresent(message::setOptionalParent);
        category.type().ifPresent(message::setOptionalType);
        category.priority().ifPresent(priority -> message.setOptionalPriority(message(priority)));
        return message.build();
    }

    private static List<io.qipan.proto.dispatch.v1.CommonCode> commonCodeMessages(List<CommonCode> codes) {
        return codes.stream()
                .map(code -> io.qipan.proto.dispatch.v1.CommonCode.newBuilder()
                        .setScheme(code.scheme())
                        .setCode(code.code())
                        .build())
                .toList();
    }

    private static io.qipan.proto.dispatch.v1.GuidedQuestion message(GuidedQuestion question) {
        io.qipan.proto.dispatch.v1.GuidedQuestion.Builder message =
                io.qipan.proto.dispatch.v1.GuidedQuestion.newBuilder()
                        .setId(question.id())
                        .setKind(io.qipan.proto.dispatch.v1.GuidedQuestion.Kind.valueOf(
                                question.kind().name()))
                        .setTextZh(question.textZh())
                        .setTextEn(question.textEn());
        question.options()
                .forEach(option -> message.addOptionsBuilder()
                        .setCode(option.code())
                        .setTextZh(option.textZh())
                        .setTextEn(option.textEn())
                        .setOptionalCategory(option.category().orElse("")));
        return message.build();
    }

    static List<io.qipan.proto.dispatch.v1.PriorityRule> ruleMessages(List<PriorityRule> rules) {
        return rules.stream()
                .map(rule -> io.qipan.proto.dispatch.v1.PriorityRule.newBuilder()
                        .setId(rule.id())
                        .setOptionalCategory(rule.category().orElse(""))
                        .addAllConditions(rule.conditions().stream()
                                .map(answer -> io.qipan.proto.dispatch.v1.GuidedAnswer.newBuilder()
                                        .setQuestion(answer.question())
                                        .setAnswer(answer.answer())
                                        .build())
                                .toList())
                        .setPriority(message(rule.priority()))
                        .setReasonZh(rule.reasonZh())
                        .setReasonEn(rule.reasonEn())
                        .build())
                .toList();
    }

    static io.qipan.proto.dispatch.v1.CategoryCatalogue message(CategoryCatalogue catalogue) {
        return io.qipan.proto.dispatch.v1.CategoryCatalogue.newBuilder()
                .setName(catalogue.name())
                .setNumber(catalogue.number())
                .setMadeAt(Times.message(catalogue.madeAt()))
                .setMadeBy(catalogue.madeBy())
                .setReason(catalogue.reason())
                .addAllCategories(categoryMessages(catalogue.categories()))
                .addAllPriorityRules(ruleMessages(catalogue.rules()))
                .build();
    }

    static GuidedClassification message(Classified classified) {
        Classification found = classified.classification();
        GuidedClassification.Builder message = GuidedClassification.newBuilder()
                .setCatalogue(classified.catalogue().name())
                .setCategory(found.category().code())
                .addAllPath(found.path().stream().map(Category::code).toList())
                .setType(found.category().type().orElse(""))
                .addAllCommonCodes(commonCodeMessages(found.commonCodes()));
        found.priority().ifPresent(priority -> message.setPriority(message(priority)));
        found.next().ifPresent(question -> message.setNextQuestion(message(question)));
        found.because()
                .forEach(urgency -> message.addReasonsBuilder()
                        .setSource(urgency.source())
                        .setPriority(message(urgency.priority()))
                        .setTextZh(urgency.textZh())
                        .setTextEn(urgency.textEn()));
        return message.build();
    }
}
