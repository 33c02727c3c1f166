package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistItem;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All items of all months. Inside a unit of work only. */
public interface ChecklistItems {

    /**
     * Which items to list.
     *
     * @param overdueAt only those that wait and whose time was over then
     */
    record Filter(
            Optional<String> owner,
            Optional<String> supervisor,
            Optional<YearMonth> month,
            Optional<String> template,
            Optional<Instant> overdueAt) {}

    /** Keeps a new one. Of a template, month and point there is one at most. */
    void add(ChecklistItem made);

    /** Keeps the next state of one that was {@link #lock locked}. */
    void save(ChecklistItem changed);

    Optional<ChecklistItem> find(UUID id);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<ChecklistItem> lock(UUID id);

    /** The codes of the points that have an item in a month. */
    Set<String> points(String template, YearMonth month);

    /** The one made last first. */
    List<ChecklistItem> list(Filter filter, Optional<UUID> before, int most);
}
