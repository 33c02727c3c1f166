package io.qipan.ecology.inspection.model;

import io.qipan.ecology.registry.model.SubjectKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One revision of a list of what an inspection looks at. Never changes.
 *
 * @param kinds of subjects that it is for; empty: any
 */
public record Template(
        String name,
        int revision,
        String titleEn,
        String titleZh,
        Set<SubjectKind> kinds,
        List<Item> items,
        Instant madeAt,
        String madeBy,
        String reason) {
    public static final String KIND = "inspectionTemplates/";

    /**
     * One point.
     *
     * @param usualDays until a finding is to be put right
     * @param transfer whether another authority answers for a finding, to which it is handed on
     */
    public record Item(String code, String textEn, String textZh, String basis, int usualDays, boolean transfer) {

        /** In the language there is, Chinese first. */
        String text() {
            return textZh.isEmpty() ? textEn : textZh;
        }
    }

    public Template {
        kinds = Set.copyOf(kinds);
        items = List.copyOf(items);
    }

    /** The same as the next revision. */
    public Template follows(int earlier) {
        return new Template(name, earlier + 1, titleEn, titleZh, kinds, items, madeAt, madeBy, reason);
    }

    /** Whether both ask the same. */
    public boolean asksTheSameAs(Template other) {
        return titleEn.equals(other.titleEn)
                && titleZh.equals(other.titleZh)
                && kinds.equals(other.kinds)
                && items.equals(other.items);
    }
}
