package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.Category;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.Classification;
import io.qipan.dispatch.classification.model.CommonCode;
import io.qipan.dispatch.classification.model.Interview;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.proto.dispatch.v1.EvaluateAnswersRequest;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/** Says what the answers so far come to, and what to ask next. Inside a unit of work, which it only reads in. */
@Singleton
class EvaluateAnswers {
    private final CategoryCatalogues catalogues;
    private final IncidentRecords incidents;

    EvaluateAnswers(CategoryCatalogues catalogues, IncidentRecords incidents) {
        this.catalogues = catalogues;
        this.incidents = incidents;
    }

    /** What was found, and the catalogue it goes by. */
    record Classified(CategoryCatalogue catalogue, Classification classification) {}

    Classified evaluate(EvaluateAnswersRequest request) {
        CategoryCatalogue catalogue = catalogue(request.getOptionalCatalogue());
        Interview interview =
                new Interview(catalogue, type -> incidents.type(type).map(IncidentType::defaultPriority));
        return new Classified(
                catalogue,
                interview
                        .classify(from(request, catalogue), CatalogueMessages.answers(request.getAnswersList()))
                        .orRefuse());
    }

    /** Refuses NOT_FOUND. */
    CategoryCatalogue catalogue(String optionalName) {
        long number = optionalName.isEmpty() ? catalogues.newest() : CatalogueMessages.number(optionalName);
        return catalogues
                .find(number)
                .orElseThrow(
                        () -> Refusal.notFound(CategoryCatalogue.name(number)).asException());
    }

    private static Category from(EvaluateAnswersRequest request, CategoryCatalogue catalogue) {
        if (request.hasCommonCode()) {
            CommonCode code = CatalogueMessages.commonCode(request.getCommonCode());
            return catalogue
                    .find(code)
                    .orElseThrow(() -> Refusal.notFound("common code " + code + " in " + catalogue.name())
                            .asException());
        }
        return catalogue
                .find(request.getCategory())
                .orElseThrow(() -> Refusal.notFound("category " + request.getCategory() + " in " + catalogue.name())
                        .asException());
    }
}
