package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.runtime.page.Page;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The cases that match a filter, the newest first. */
@Singleton
public class ListCases {
    private final Cases cases;

    public ListCases(Cases cases) {
        this.cases = cases;
    }

    /** One more than the page, to tell whether another follows. */
    public List<CaseFile> list(Cases.Filter filter, Page page) {
        return cases.list(filter, page.after(UUID::fromString), page.size() + 1);
    }
}
