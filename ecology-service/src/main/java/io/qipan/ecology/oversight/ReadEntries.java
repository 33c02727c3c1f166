package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Finds entries, outside of a unit of work. */
@Singleton
public class ReadEntries {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final Entries entries;

    public ReadEntries(UnitOfWork unitOfWork, Entries entries) {
        this.unitOfWork = unitOfWork;
        this.entries = entries;
    }

    <T extends Entry> T get(Class<T> type, String name) {
        return EntryName.parse(name)
                .flatMap(found -> unitOfWork.read(() -> entries.find(found.kind(), found.id())))
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** One page, and how to get the next. */
    record Found<T>(List<T> entries, String nextPageToken) {}

    <T extends Entry> Found<T> list(Class<T> type, Filter filter, int pageSize, String pageToken) {
        Page page = Page.of(pageSize, USUAL_PAGE, pageToken, filter.toString());
        List<Entry> found = unitOfWork.read(() -> entries.list(filter, page.after(UUID::fromString), page.size() + 1));
        return new Found<>(
                page.cut(found).stream().map(type::cast).toList(),
                page.next(found, last -> last.id().toString()));
    }
}
