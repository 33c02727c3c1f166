package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.Candidate;
import io.qipan.dispatch.classification.model.Candidate.Word;
import io.qipan.dispatch.classification.model.Caution.Verdict.Abstained;
import io.qipan.dispatch.classification.model.LearnedModel;
import io.qipan.dispatch.classification.model.ModelRevision;
import io.qipan.dispatch.classification.model.SimilarCase;
import io.qipan.proto.dispatch.v1.Abstention;
import io.qipan.proto.dispatch.v1.ClassificationCandidate;
import io.qipan.proto.dispatch.v1.ClassificationModel;
import io.qipan.proto.dispatch.v1.ClassificationSuggestion;
import io.qipan.runtime.rpc.Times;
import java.util.List;

/** Suggestions on the wire. */
final class SuggestionMessages {
    private static final int MOST_WORDS = 8;

    private SuggestionMessages() {}

    static ClassificationModel message(ModelRevision revision) {
        return ClassificationModel.newBuilder()
                .setName(revision.name())
                .setNumber(revision.number())
                .setMadeAt(Times.message(revision.madeAt()))
                .setTrainedUntil(Times.message(revision.trainedUntil()))
                .setCases(revision.cases())
                .build();
    }

    /** As many as this replica has learned from. */
    static ClassificationModel message(LearnedModel model) {
        return message(model.revision()).toBuilder().setCases(model.cases()).build();
    }

    static ClassificationSuggestion message(Abstained abstained) {
        return ClassificationSuggestion.newBuilder()
                .setAbstention(Abstention.valueOf(abstained.abstention().name()))
                .setWhy(abstained.why())
                .build();
    }

    static ClassificationCandidate message(Candidate candidate, List<SimilarCase> similar, List<String> categories) {
        ClassificationCandidate.Builder message = ClassificationCandidate.newBuilder()
                .setLabel(candidate.label())
                .setShare(candidate.share())
                .setScore(candidate.score())
                .setBase(candidate.base())
                .setCases(candidate.cases())
                .addAllCategories(categories);
        double told = 0;
        for (Word word : candidate.words()) {
            if (message.getWordsCount() < MOST_WORDS && word.weight() > 0) {
                message.addWordsBuilder().setTerm(word.term()).setWeight(word.weight());
                told += word.weight();
            }
        }
        similar.forEach(each ->
                message.addSimilarBuilder().setIncident(each.incident().name()).setLikeness(each.likeness()));
        return message.setOtherWords(candidate.said() - told).build();
    }
}
