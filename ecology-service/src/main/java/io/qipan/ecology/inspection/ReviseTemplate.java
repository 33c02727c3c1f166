package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Template;
import io.qipan.ecology.inspection.model.Template.Item;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the next revision of a template. */
@Singleton
public class ReviseTemplate {
    private final Templates templates;
    private final Journal journal;

    public ReviseTemplate(Templates templates, Journal journal) {
        this.templates = templates;
        this.journal = journal;
    }

    /** @param next with the number of the revision behind the one it starts from */
    public Template revise(Template next) {
        check(next);
        Optional<Template> newest = templates.newest(next.name());
        int number = newest.map(Template::revision).orElse(0);
        if (number + 1 != next.revision()) {
            throw stale(next, number).asException();
        }
        if (newest.filter(next::asksTheSameAs).isPresent()) {
            return newest.get();
        }
        if (!templates.add(next)) {
            throw stale(next, number + 1).asException();
        }
        journal.append(
                next.name(),
                "inspection_template.revised",
                next.madeAt(),
                next.reason(),
                TemplateMessages.message(next));
        return next;
    }

    private static Refusal stale(Template next, int number) {
        return Refusal.staleEtag(next.name(), Integer.toString(next.revision() - 1), Integer.toString(number));
    }

    private static void check(Template template) {
        List<Violation> violations = new ArrayList<>();
        if (template.titleEn().isBlank() && template.titleZh().isBlank()) {
            violations.add(new Violation("title_zh", "give title_en or title_zh"));
        }
        Set<String> codes = new HashSet<>();
        for (Item item : template.items()) {
            if (!codes.add(item.code())) {
                violations.add(new Violation("items", "the item " + item.code() + " is there twice"));
            }
            if (item.textEn().isBlank() && item.textZh().isBlank()) {
                violations.add(new Violation("items", "the item " + item.code() + " has no text in any language"));
            }
        }
        if (!violations.isEmpty()) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            String.join(
                                            "; ",
                                            violations.stream()
                                                    .map(Violation::description)
                                                    .toList()) + ".")
                    .withViolations(violations)
                    .asException();
        }
    }
}
