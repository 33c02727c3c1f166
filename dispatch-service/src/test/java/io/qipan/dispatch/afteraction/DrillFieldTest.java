package io.qipan.dispatch.afteraction;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.qipan.proto.common.v1.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever reads a state sees whether it is of an exercise. {@link StatesTest} sees to it that these are all kinds. */
class DrillFieldTest {

    private static final Map<String, String> EXCEPT = Map.ofEntries(
            entry("CategoryCatalogue", "the same in earnest and in an exercise"),
            entry("ClassificationModel", "the same in earnest and in an exercise, and learned from what was real"),
            entry("ClosureReview", "no ending of a drill is drawn"),
            entry("CommandNotice", "says `exercise`"),
            entry("CommandOrder", "says `exercise`"),
            entry("ContingencyFinding", "has to be put right in earnest, and says `found_in_drill`"),
            entry("ContingencyPlan", "the same in earnest and in an exercise"),
            entry("DuplicateRule", "the same in earnest and in an exercise"),
            entry("FollowUp", "nobody is asked about a drill"),
            entry("GazetteerRevision", "the same in earnest and in an exercise"),
            entry("HotspotAnalysis", "of what was real"),
            entry("Rectification", "of a hotspot, which is of what was real"),
            entry("ResponsePlanRevision", "the same in earnest and in an exercise"),
            entry("ScopeList", "the same in earnest and in an exercise"));

    private static Descriptor descriptor(String name) {
        return States.of(Change.newBuilder()
                        .setState(Any.newBuilder().setTypeUrl("type.googleapis.com/" + name))
                        .build())
                .getDescriptorForType();
    }

    private static boolean saysDrill(Descriptor kind) {
        FieldDescriptor field = kind.findFieldByName("drill");
        return field != null && field.getType() == FieldDescriptor.Type.BOOL && !field.isRepeated();
    }

    @Test
    void every_kind_says_whether_it_is_an_exercise_unless_it_never_is_one() {
        // Given
        List<Descriptor> kinds =
                States.known().stream().map(DrillFieldTest::descriptor).toList();

        // When
        Set<String> silent = kinds.stream()
                .filter(kind -> !saysDrill(kind))
                .map(Descriptor::getName)
                .collect(Collectors.toSet());

        // Then
        assertThat(silent).isEqualTo(EXCEPT.keySet());
    }

    @Test
    void who_says_it_by_another_name_does() {
        // When
        List<FieldDescriptor> fields = List.of(
                descriptor("qipan.dispatch.v1.CommandNotice").findFieldByName("exercise"),
                descriptor("qipan.dispatch.v1.CommandOrder").findFieldByName("exercise"),
                descriptor("qipan.dispatch.v1.ContingencyFinding").findFieldByName("found_in_drill"));

        // Then
        assertThat(fields).extracting(FieldDescriptor::getType).containsOnly(FieldDescriptor.Type.BOOL);
    }
}
