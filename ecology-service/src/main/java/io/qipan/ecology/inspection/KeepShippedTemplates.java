package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Template;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes shipped templates the newest ones, unless people have made a revision of their own. */
@Singleton
public class KeepShippedTemplates {
    private final Templates templates;
    private final ReviseTemplate reviseTemplate;

    public KeepShippedTemplates(Templates templates, ReviseTemplate reviseTemplate) {
        this.templates = templates;
        this.reviseTemplate = reviseTemplate;
    }

    public List<Template> keep(List<Template> shipped) {
        return shipped.stream().map(this::keep).toList();
    }

    private Template keep(Template shipped) {
        Optional<Template> newest = templates.newest(shipped.name());
        if (newest.filter(own -> !own.madeBy().equals(TemplateFile.MADE_BY)).isPresent()) {
            return newest.get();
        }
        return reviseTemplate.revise(
                newest.map(earlier -> shipped.follows(earlier.revision())).orElse(shipped));
    }
}
