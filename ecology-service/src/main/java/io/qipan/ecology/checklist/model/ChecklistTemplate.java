package io.qipan.ecology.checklist.model;

import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One revision of a list of what has to be done each month. Never changes.
 *
 * @param agency whose list it is, {@code agencies/{code}}
 * @param jurisdiction that it is about
 * @param supervisor to whom overdue items go up
 * @param ended no more items are made from it
 */
public record ChecklistTemplate(
        String name,
        int revision,
        String titleEn,
        String titleZh,
        String agency,
        Optional<String> jurisdiction,
        String supervisor,
        List<Point> points,
        boolean ended,
        Instant madeAt,
        String madeBy,
        String reason) {
    public static final String KIND = "checklistTemplates/";

    public ChecklistTemplate {
        points = List.copyOf(points);
    }

    /** Whether both ask the same of the same. */
    public boolean asksTheSameAs(ChecklistTemplate other) {
        return titleEn.equals(other.titleEn)
                && titleZh.equals(other.titleZh)
                && agency.equals(other.agency)
                && jurisdiction.equals(other.jurisdiction)
                && supervisor.equals(other.supervisor)
                && points.equals(other.points)
                && ended == other.ended;
    }

    /** Everything that is wrong with it. */
    public List<Violation> faults() {
        List<Violation> faults = new ArrayList<>();
        if (titleEn.isBlank() && titleZh.isBlank()) {
            faults.add(new Violation("title_zh", "give title_en or title_zh"));
        }
        Set<String> codes = new HashSet<>();
        for (Point point : points) {
            if (!codes.add(point.code())) {
                faults.add(wrong(point, "is there twice"));
            }
            if (point.textEn().isBlank() && point.textZh().isBlank()) {
                faults.add(wrong(point, "has no text in any language"));
            }
            switch (point.owner()) {
                case Owner.Account(String subject)
                when subject.equals(supervisor) ->
                    faults.add(wrong(
                            point, "would go up from " + subject + " to " + subject + ": name another supervisor"));
                case Owner.HolderOf _
                when jurisdiction.isEmpty() ->
                    faults.add(wrong(point, "belongs to a post, and the template names no jurisdiction"));
                case Owner.Account _, Owner.HolderOf _ -> {}
            }
        }
        return faults;
    }

    private static Violation wrong(Point point, String text) {
        return new Violation("points", "the point " + point.code() + " " + text);
    }
}
