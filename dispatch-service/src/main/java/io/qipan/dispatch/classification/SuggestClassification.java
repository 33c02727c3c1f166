package io.qipan.dispatch.classification;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.classification.model.Candidate;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.Caution;
import io.qipan.dispatch.classification.model.Caution.Verdict;
import io.qipan.dispatch.classification.model.Caution.Verdict.Abstained;
import io.qipan.dispatch.classification.model.Caution.Verdict.Suggested;
import io.qipan.dispatch.classification.model.LearnedModel;
import io.qipan.dispatch.classification.model.LearnedModel.Reading;
import io.qipan.dispatch.classification.model.SimilarCase;
import io.qipan.dispatch.duplicate.model.Words;
import io.qipan.proto.dispatch.v1.ClassificationSuggestion;
import io.qipan.proto.dispatch.v1.SuggestClassificationResponse;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says which type and priority a text may mean, and why, or why it says nothing. Changes nothing. */
@Singleton
class SuggestClassification {
    private final UnitOfWork unitOfWork;
    private final LiveModel live;
    private final CategoryCatalogues catalogues;
    private final Caution caution;

    SuggestClassification(
            UnitOfWork unitOfWork, LiveModel live, CategoryCatalogues catalogues, DispatchSettings settings) {
        this.unitOfWork = unitOfWork;
        this.live = live;
        this.catalogues = catalogues;
        this.caution =
                new Caution(settings.suggestFewestCases(), settings.suggestLeastShare(), settings.suggestLeastMargin());
    }

    SuggestClassificationResponse suggest(String text) {
        Optional<LearnedModel> model = live.current();
        if (model.isEmpty()) {
            ClassificationSuggestion none = message(Caution.withoutModel(), label -> List.of(), label -> List.of());
            return SuggestClassificationResponse.newBuilder()
                    .setType(none)
                    .setPriority(none)
                    .build();
        }
        Optional<CategoryCatalogue> catalogue = unitOfWork.read(() -> catalogues.find(catalogues.newest()));
        Reading reading = model.get().read(Words.of(text));
        return SuggestClassificationResponse.newBuilder()
                .setModel(SuggestionMessages.message(model.get()))
                .setType(message(
                        reading.type(caution),
                        reading::ofType,
                        type -> catalogue.map(found -> found.standingFor(type)).orElse(List.of())))
                .setPriority(message(reading.priority(caution), reading::ofPriority, priority -> List.of()))
                .build();
    }

    private static ClassificationSuggestion message(
            Verdict verdict, Function<String, List<SimilarCase>> similar, Function<String, List<String>> categories) {
        return switch (verdict) {
            case Abstained abstained -> SuggestionMessages.message(abstained);
            case Suggested(List<Candidate> candidates) ->
                ClassificationSuggestion.newBuilder()
                        .addAllCandidates(candidates.stream()
                                .map(candidate -> SuggestionMessages.message(
                                        candidate,
                                        similar.apply(candidate.label()),
                                        categories.apply(candidate.label())))
                                .toList())
                        .build();
        };
    }
}
