package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.missingperson.model.CirclePlan;
import io.qipan.dispatch.missingperson.model.MissingSearch.Pace;
import jakarta.inject.Singleton;

/** When circles widen, as the settings say. A plan that is none stops the start. */
@Singleton
class SearchPace {
    private final Pace pace;

    SearchPace(DispatchSettings settings) {
        this.pace = new Pace(
                CirclePlan.of(settings.missingCircleAfter(), settings.missingCircleKm()),
                settings.checkMissingSearch());
    }

    Pace now() {
        return pace;
    }
}
