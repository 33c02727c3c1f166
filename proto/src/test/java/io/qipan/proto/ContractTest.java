package io.qipan.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.proto.common.v1.Role;
import io.qipan.proto.common.v1.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static final Path FROZEN = Path.of("src/test/resources/contract.txt");
    private static final String UPDATE = "contract.update";
    private static final String READS =
            "(Get|List|Find|Search|LookUp|Resolve|Locate|Show|Export|Recommend|Suggest|Summarize|Evaluate|Verify|Watch).*";
    private static final double COMMENTS_PER_LINE_OF_CODE = 0.25;

    private final List<FileDescriptor> files = Contracts.descriptors();

    @Test
    void isWhatClientsWereTold() throws IOException {
        // Given
        SortedSet<String> now = ContractText.of(files);
        if (Boolean.getBoolean(UPDATE)) {
            Files.write(FROZEN, now);
        }
        SortedSet<String> told = new TreeSet<>(Files.readAllLines(FROZEN));

        // When
        List<String> taken = told.stream().filter(line -> !now.contains(line)).toList();
        List<String> added = now.stream().filter(line -> !told.contains(line)).toList();

        // Then
        assertThat(taken)
                .as("INCOMPATIBLE: clients rely on these lines of " + FROZEN + ". Keep them, or reserve the number and"
                        + " add a new field beside. Only before a release: ./mvnw -pl proto test -D" + UPDATE + "=true")
                .isEmpty();
        assertThat(added)
                .as("Compatible additions. Freeze them: ./mvnw -pl proto test -D" + UPDATE + "=true")
                .isEmpty();
    }

    @Test
    void freezesTheRulesOfFieldsAndMessages() {
        // When
        SortedSet<String> lines = ContractText.of(files);

        // Then
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("field qipan.common.v1.WatchRequest = 002 optional_resource ")
                        .contains("max_len: 100"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("message qipan.common.v1.LocationInput ")
                        .contains("a location needs a point, an area or a text"));
    }

    private Stream<MethodDescriptor> methods() {
        return files.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream());
    }

    private Stream<Descriptor> messages() {
        return files.stream().flatMap(file -> file.getMessageTypes().stream()).flatMap(ContractTest::withNested);
    }

    private static Stream<Descriptor> withNested(Descriptor type) {
        return Stream.concat(Stream.of(type), type.getNestedTypes().stream().flatMap(ContractTest::withNested));
    }

    private Stream<EnumDescriptor> enums() {
        return Stream.concat(
                files.stream().flatMap(file -> file.getEnumTypes().stream()),
                messages().flatMap(type -> type.getEnumTypes().stream()));
    }

    @Test
    void saysOfEveryRpcWhoMayCallIt() {
        assertThat(methods()).isNotEmpty().allSatisfy(method -> {
            Access access = method.getOptions().getExtension(AccessOuterClass.access);
            assertThat(access.getAllowList()).as(method.getFullName()).doesNotHaveDuplicates();
            assertThat(access.getAllowCount() > 0 || access.getAnyone())
                    .as(method.getFullName())
                    .isTrue();
        });
    }

    @Test
    void saysOfEveryRpcWhoseRowsAgenciesAndUnitsReach() {
        assertThat(methods()).isNotEmpty().allSatisfy(method -> {
            Access access = method.getOptions().getExtension(AccessOuterClass.access);
            boolean admitsAgencies = access.getAnyone() || access.getAllowList().contains(Role.AGENCY);
            assertThat(access.getAgencies())
                    .as("agencies of %s", method.getFullName())
                    .isIn(
                            admitsAgencies
                                    ? Set.of(Scope.ALL_ROWS, Scope.OWN_ROWS, Scope.SHARED_ROWS)
                                    : Set.of(Scope.NO_ROWS));
            assertThat(access.getUnits())
                    .as("units of %s", method.getFullName())
                    .isIn(
                            access.getAllowList().contains(Role.UNIT)
                                    ? Set.of(Scope.ALL_ROWS, Scope.OWN_ROWS)
                                    : Set.of(Scope.SCOPE_UNSPECIFIED));
        });
    }

    @Test
    void givesEveryRpcItsOwnRequestAndResponse() {
        assertThat(methods()).allSatisfy(method -> {
            assertThat(method.getInputType().getName()).isEqualTo(method.getName() + "Request");
            assertThat(method.getOutputType().getName()).isEqualTo(method.getName() + "Response");
        });
    }

    @Test
    void startsEveryEnumWithUnspecified() {
        assertThat(enums()).isNotEmpty().allSatisfy(type -> {
            assertThat(type.getValues().getFirst().getNumber())
                    .as(type.getFullName())
                    .isZero();
            assertThat(type.getValues().getFirst().getName())
                    .as(type.getFullName())
                    .endsWith("_UNSPECIFIED");
        });
    }

    /** What comes in a stream is known by names of its own, which its contract tells. */
    @Test
    void identifiesEveryRequestThatChangesSomething() {
        assertThat(methods()
                        .filter(method -> !method.getName().matches(READS))
                        .filter(method -> !method.isClientStreaming()))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getInputType().findFieldByName("request_id"))
                        .as("request_id of %s", method.getFullName())
                        .isNotNull());
    }

    @Test
    void isExplainedWhereItIsWritten() throws IOException {
        for (Path file : Contracts.files()) {
            // When
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            long comments = lines.stream().filter(line -> line.startsWith("//")).count();

            // Then
            assertThat((double) comments / (lines.size() - comments))
                    .as("comment lines per line of code in %s", file)
                    .isGreaterThan(COMMENTS_PER_LINE_OF_CODE);
        }
    }

    @Test
    void keepsLinesShort() {
        assertThat(Contracts.files())
                .allSatisfy(file -> assertThat(Files.readAllLines(file).stream()
                                .filter(line -> line.length() > 120)
                                .collect(Collectors.joining("\n")))
                        .as(file.toString())
                        .isEmpty());
    }
}
