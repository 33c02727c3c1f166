package io.qipan.ecology.inspection;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.inspection.model.Template;
import io.qipan.ecology.inspection.model.Template.Item;
import io.qipan.ecology.registry.model.SubjectKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The templates that are shipped, as a reviewed file. */
public final class TemplateFile {
    static final String MADE_BY = "system:templates";

    /** {@code note}: what the reviewer wants to be known. */
    private record Form(String note, List<TemplateForm> templates) {}

    private record TemplateForm(
            String code, String titleEn, String titleZh, List<SubjectKind> kinds, List<ItemForm> items) {}

    private record ItemForm(String code, String textEn, String textZh, String basis, int usualDays, boolean transfer) {}

    private TemplateFile() {}

    /** The templates, each as its first revision. */
    public static List<Template> read(String file, byte[] json, Instant now) {
        return ReviewedFile.read(file, json, Form.class).templates().stream()
                .map(form -> template(form, now))
                .toList();
    }

    private static Template template(TemplateForm form, Instant now) {
        return new Template(
                Template.KIND + form.code(),
                1,
                form.titleEn(),
                form.titleZh(),
                form.kinds().stream().collect(Collectors.toSet()),
                form.items().stream()
                        .map(item -> new Item(
                                item.code(),
                                item.textEn(),
                                item.textZh(),
                                item.basis(),
                                item.usualDays(),
                                item.transfer()))
                        .toList(),
                now,
                MADE_BY,
                "shipped with the service");
    }
}
