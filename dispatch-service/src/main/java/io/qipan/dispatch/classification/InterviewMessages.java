package io.qipan.dispatch.classification;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.classification.EvaluateAnswers.Classified;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.GuidedQuestion;
import io.qipan.dispatch.classification.model.SuggestionUse;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
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

    /**
     * When and where an interview was held.
     *
     * @param type what the person said it is, and {@code priority} how urgent; empty and UNSPECIFIED if nothing was
     *     classified
     */
    record Held(
            Optional<IncidentId> incident,
            Optional<CallId> call,
            Step step,
            String type,
            Priority priority,
            boolean drill) {

        static Held at(Occasion occasion) {
            return new Held(
                    Optional.of(occasion.incident()),
                    occasion.call(),
                    Step.valueOf(occasion.step().name()),
                    occasion.type(),
                    Priority.valueOf(occasion.priority().name()),
                    occasion.drill());
        }

        static Held in(Call ended) {
            return new Held(
                    Optional.empty(),
                    Optional.of(ended.id()),
                    Step.CALL_ENDED,
                    "",
                    Priority.PRIORITY_UNSPECIFIED,
                    ended.drill());
        }
    }

    static IncidentInterview message(
            IncidentInterviewId id,
            Held held,
            InterviewInput told,
            Optional<Classified> found,
            Instant now,
            String by) {
        IncidentInterview.Builder message = IncidentInterview.newBuilder()
                .setName(id.name())
                .setIncident(held.incident().map(IncidentId::name).orElse(""))
                .setCall(held.call().map(CallId::name).orElse(""))
                .setStep(held.step())
                .setMadeAt(Times.message(now))
                .setMadeBy(by)
                .setType(held.type())
                .setPriority(held.priority())
                .setBeganAt(told.getOptionalCategory())
                .setDrill(held.drill());
        found.ifPresent(classified -> {
            GuidedClassification classification = CatalogueMessages.message(classified);
            message.addAllAnswers(answered(classified.catalogue(), told.getAnswersList()))
                    .setFound(classification)
                    .setFoundTypeTaken(isTaken(classification.getType(), held.type()))
                    .setFoundPriorityTaken(isTaken(classification.getPriority().name(), priority(held)));
        });
        if (told.hasSuggestion()) {
            message.setSuggestion(told.getSuggestion())
                    .setTypeUse(use(told.getSuggestion().getType(), held.type()))
                    .setPriorityUse(use(told.getSuggestion().getPriority(), priority(held)));
        }
        return message.build();
    }

    private static String priority(Held held) {
        return held.priority() == Priority.PRIORITY_UNSPECIFIED
                ? ""
                : held.priority().name();
    }

    /** What nobody has said is not what was found, nor the other way round. */
    private static boolean isTaken(String found, String given) {
        return !given.isEmpty() && given.equals(found);
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
        String said = kept.getStep() == Step.CALL_ENDED
                ? " ended the call without an incident"
                : " said " + kept.getType() + " " + kept.getPriority();
        return String.join("; ", parts) + "; " + kept.getMadeBy() + said;
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
