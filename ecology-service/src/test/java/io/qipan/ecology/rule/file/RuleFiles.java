package io.qipan.ecology.rule.file;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.ecology.rule.model.RuleSet;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A good rule set in memory, whose files a test bends. */
final class RuleFiles {
    static final String MANIFEST = """
            {"schema": 2, "reviewed_on": "2026-11-21", "files": ["a.json"]}""";

    static final String GOOD = """
            {
              "activities": [{"code": "fishing", "name": {"en": "fishing", "zh": "捕捞"}}],
              "facts": [
                {"code": "catch_kg", "name": {"en": "catch", "zh": "渔获"}, "kind": "NUMBER", "unit": "kg"},
                {"code": "value", "name": {"en": "value", "zh": "价值"}, "kind": "NUMBER", "unit": "yuan"},
                {"code": "alone", "name": {"en": "alone", "zh": "单独"}, "kind": "FLAG"},
                {"code": "grade", "name": {"en": "grade", "zh": "级别"}, "kind": "CHOICE",
                 "options": [{"code": "first", "name": {"en": "first", "zh": "一级"}}]}],
              "waters": [{"code": "pond", "name": {"en": "the pond", "zh": "池塘"}, "drawn": "by hand",
                "half_width_km": 1, "accuracy_km": 1, "line_latitude_longitude": [[40, 110], [40.1, 110.1]]}],
              "areas": [{"code": "150300", "kind": "ADMINISTRATIVE", "name": {"en": "Wuhai", "zh": "乌海"}, "drawn": "by hand",
                "accuracy_km": 1, "polygons_latitude_longitude": [[[39, 106], [40, 106], [40, 107], [39, 107]]]}],
              "rules": [{"id": "ban", "title": {"en": "Ban", "zh": "禁"}, "forbids": ["fishing"], "exempts": [],
                "when": {"any": [{"fact": "catch_kg", "at_least": 5}, {"fact": "alone", "is": false}]},
                "place": {"text": {"en": "the pond", "zh": "池塘"}, "waters": ["pond"]},
                "season": {"windows": [{"from": "11-01 00:00", "until": "02-28 24:00"}]},
                "in_force": {"from": "2020-01-01"}, "citations": [{"law": "Act", "article": "1"}],
                "handling": "PERSUADE", "penalties": [{"text": {"en": "a word", "zh": "劝"}, "yuan": [0, 50]}],
                "sourcing": "LAW_TEXT", "doubt": ""}]
            }""";

    private final Map<String, String> files = new HashMap<>(Map.of("rule-set.json", MANIFEST, "a.json", GOOD));

    RuleSet read() {
        return RuleSetFiles.read(folder(files));
    }

    static RuleSetFiles.Folder folder(Map<String, String> files) {
        return name -> {
            String content = files.get(name);
            if (content == null) {
                throw new FileNotFoundException("no file " + name);
            }
            return content.getBytes(StandardCharsets.UTF_8);
        };
    }

    List<String> faults() {
        return catchThrowableOfType(RuleFilesRefused.class, this::read).faults();
    }

    void put(String name, String content) {
        files.put(name, content);
    }

    RuleSetFiles.Folder folder() {
        return folder(files);
    }
}
