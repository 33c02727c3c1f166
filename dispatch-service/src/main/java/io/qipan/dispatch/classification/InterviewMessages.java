package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.EvaluateAnswers.Classified;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.GuidedQuestion;
import io.qipan.dispatch.classification.model.SuggestionUse;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.dispatch.incident.Interviews.Occasion;
import io.qipan.proto.dispatch.v1.GuidedAnswer;
import io.qipan.proto.dispatch.v1.GuidedClassification;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.IncidentInterview.Answered;
import io.qipan.proto.dispatch.v1.IncidentInterview.Step;
import io.qipan.proto.dispatch.v1.IncidentInterview.Use;
import io.qipan.proto.dispatch.v1.InterviewInput;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.ShownCandidate;
import io.qipan.proto.dispatch.v1.ShownCandidates;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Interviews on the wire and in a row. */
final class InterviewMessages {

    private InterviewMessages() {}

    static IncidentInterview message(
            IncidentInterviewId id,
            Occasion occasion,
            InterviewInput told,
            Optional<Classified> found,
            Instant now,
            String by) {
        Priority priority = Priority.valueOf(occasion.priority().name());
        IncidentInterview.Builder message = IncidentInterview.newBuilder()
                .setName(id.name())
                .setIncident(occasion.incident().name())
                .setCall(occasion.call().map(CallId::name).orElse(""))
                .setStep(Step.valueOf(occasion.step().name()))
                .setMadeAt(Times.message(now))
                .setMadeBy(by)
                .setType(occasion.type())
                .setPriority(priority)
                .setBeganAt(told.getOptionalCategory())
                .setDrill(occasion.drill());
        found.ifPresent(classified -> {
            GuidedClassification classification = CatalogueMessages.message(classified);
            message.addAllAnswers(answered(classified.catalogue(), told.getAnswersList()))
                    .setFound(classification)
                    .setFoundTypeTaken(classification.getType().equals(occasion.type()))
                    .setFoundPriorityTaken(classification.getPriority() == priority);
        });
        if (told.hasSuggestion()) {
            message.setSuggestion(told.getSuggestion())
                    .setTypeUse(use(told.getSuggestion().getType(), occasion.type()))
                    .setPriorityUse(use(told.getSuggestion().getPriority(), priority.name()));
        }
        return message.build();
    }

    private static Use use(ShownCandidates shown, String given) {
        List<String> labels =
                shown.getCandidatesList().stream().map(ShownCandidate::getLabel).toList();
        return Use.valueOf(SuggestionUse.of(labels, given).name());
    }

    /** In the words that were read out: whoever looks at it later has another catalogue in force. */
    private static List<Answered> answered(CategoryCatalogue catalogue, List<GuidedAnswer> answers) {
        return answers.stream().map(answer -> answered(catalogue, answer)).toList();
    }

    private static Answered answered(CategoryCatalogue catalogue, GuidedAnswer answer) {
        Answered.Builder message =
                Answered.newBuilder().setQuestion(answer.getQuestion()).setAnswer(answer.getAnswer());
        Optional<GuidedQuestion> asked = catalogue.categories().stream()
                .flatMap(category -> category.questions().stream())
                .filter(question -> question.id().equals(answer.getQuestion()))
                .findFirst();
        asked.ifPresent(question -> message.setQuestionZh(question.textZh()).setQuestionEn(question.textEn()));
        asked.flatMap(question -> question.option(answer.getAnswer()))
                .ifPresent(option -> message.setAnswerZh(option.textZh()).setAnswerEn(option.textEn()));
        return message.build();
    }

    /** For the history. Codes only: who may read what the caller said is asked of the interview itself. */
    static String inWords(IncidentInterview kept) {
        List<String> parts = new ArrayList<>();
        if (kept.hasFound()) {
            GuidedClassification found = kept.getFound();
            parts.add(found.getCatalogue() + " found " + found.getCategory() + " by " + kept.getAnswersCount()
                    + " answers, type " + orNone(found.getType()) + taken(kept.getFoundTypeTaken()) + ", priority "
                    + (found.getPriority() == Priority.PRIORITY_UNSPECIFIED ? "none" : found.getPriority())
                    + taken(kept.getFoundPriorityTaken()));
        }
        if (kept.hasSuggestion()) {
            parts.add(orNone(kept.getSuggestion().getOptionalModel()) + " suggested type "
                    + best(kept.getSuggestion().getType(), kept.getTypeUse()) + ", priority "
                    + best(kept.getSuggestion().getPriority(), kept.getPriorityUse()));
        }
        return String.join("; ", parts) + "; " + kept.getMadeBy() + " said " + kept.getType() + " "
                + kept.getPriority();
    }

    private static String orNone(String name) {
        return name.isEmpty() ? "none" : name;
    }

    private static String taken(boolean taken) {
        return taken ? " (taken)" : " (not taken)";
    }

    private static String best(ShownCandidates shown, Use use) {
        return shown.getCandidatesList().stream()
                .findFirst()
                .map(candidate -> String.format(
                        Locale.ROOT,
                        "%s with a share of %.2f (%s)",
                        candidate.getLabel(),
                        candidate.getShare(),
                        use.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .orElse("nothing");
    }
}
