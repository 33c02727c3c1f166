package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.species.model.NameIndex.By;
import io.qipan.ecology.species.model.NameIndex.Named;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.SpeciesList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the facts of a species follow from the state list, in words. */
final class SpeciesNotes {
    static final Text WILD_ONLY = new Text(
            "only its wild populations are in the list: give captive_bred to tell its class",
            "名录仅限其野外种群：请给出 captive_bred 以确定保护级别");
    static final Text BRED = new Text(
            "only its wild populations are in the list, and this one is bred in captivity: its class is not that of the"
                    + " list; give protection_class if it has another",
            "名录仅限其野外种群，而该动物系人工繁育：不适用名录级别；如另有级别请给出 protection_class");

    private SpeciesNotes() {}

    static List<Text> found(String name, Named named, SpeciesList list) {
        List<Text> notes = new ArrayList<>();
        named.species().forEach(one -> notes.add(found(one, list)));
        if (named.by() == By.GROUP) {
            notes.add(new Text(
                    name + " is not in the list by itself: all species of its genus are", name + "未单独列入：该属所有种均列入"));
        }
        if (named.by() == By.FORMER_NAME) {
            notes.add(new Text(
                    "'" + name + "' is a former name"
                            + (named.species().size() == 1 ? "" : ", and may be any of these"),
                    "“" + name + "”为原名" + (named.species().size() == 1 ? "" : "，可能为上述任一种")));
            boolean differ =
                    named.species().stream().map(Species::protection).distinct().count() > 1;
            if (differ) {
                notes.add(new Text(
                        "they are of different classes: name the species to tell its class", "其保护级别不同：请指明具体物种以确定保护级别"));
            }
        }
        return notes;
    }

    static Text populations(Named named) {
        String remarks =
                named.species().stream().map(Species::remark).distinct().collect(Collectors.joining("; "));
        return new Text(
                "only some of its populations are in the list (" + remarks
                        + "): give protection_class if it is of them",
                "名录仅限部分种群（" + remarks + "）：如属该种群请给出 protection_class");
    }

    private static Text found(Species one, SpeciesList list) {
        boolean first = one.protection() == Species.Protection.FIRST;
        return new Text(
                one.chinese() + " (" + one.latin() + ") is in the state list (国家重点保护野生动物名录) in force since "
                        + list.inForceFrom() + ", " + (first ? "first" : "second") + " class"
                        + (one.aquatic() ? ", aquatic" : ""),
                one.chinese() + "（" + one.latin() + "）列入国家重点保护野生动物名录（" + list.inForceFrom() + "起施行），"
                        + (first ? "一级" : "二级") + (one.aquatic() ? "，水生" : ""));
    }
}
