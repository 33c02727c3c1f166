package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.Finding.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A code names one feature of a kind. */
final class CodeCheck {

    private CodeCheck() {}

    static List<Finding> check(List<Draft> drafts) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Draft> first = new HashMap<>();
        for (Draft draft : drafts) {
            Draft earlier = first.putIfAbsent(draft.feature().name(), draft);
            if (earlier != null) {
                findings.add(draft.error(
                                Code.DUPLICATE_CODE,
                                "Feature " + earlier.index() + " is a "
                                        + draft.feature().kind() + " with the code '"
                                        + draft.feature().code() + "' as well. Give each a code of its own.")
                        .at(draft.feature().geometry().getCoordinate()));
            }
        }
        return findings;
    }
}
