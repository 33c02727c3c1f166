package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.EnumRules;
import build.buf.validate.FieldRules;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.common.v1.Scope;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tries every unary RPC by which an agency, or a unit, reaches rows of its own or shared ones, as one to whom none of
 * those that there are belongs. Requests are random ones that the contract takes, which name rows that there are.
 */
public final class Strangers {
    private static final Logger LOG = Logger.getLogger(Strangers.class);

    private static final int REQUESTS = 12;
    /** Few random requests keep all rules of a contract. */
    private static final int MOST_TRIES = 400;

    private static final int LATEST_ETAG = 4;
    /** Fields that say of whom something is asked. */
    private static final String OWN_NAME = "(optional_)?(unit|recipient|agency)";

    private static final Set<Reason> NOT_FOR_IT = Set.of(Reason.NOT_FOUND, Reason.ACCESS_DENIED);

    /** The shortest that is taken of messages whose fields depend on each other. */
    private static final List<Message> WITH_RULES_ACROSS_FIELDS = List.of(
            LocationInput.newBuilder()
                    .setText("x")
                    .setSource(LocationSource.CALLER)
                    .build(),
            SearchFactInput.newBuilder()
                    .setCircle(FactCircle.newBuilder()
                            .setCentre(Point.newBuilder()
                                    .setLatitude(39.66)
                                    .setLongitude(106.79)
                                    .setDatum(Datum.WGS84))
                            .setRadiusM(2_000))
                    .setCertainty(0.9)
                    .setSource(LocationSource.CALLER)
                    .setReason("x")
                    .build());

    private final Role role;
    private final Channel stranger;
    private final Channel owner;
    private final String ownName;
    private final List<String> rows;
    private final Random random;
    private final RandomValues values;
    private final Validator validator = ValidatorFactory.newBuilder().build();

    /**
     * @param role AGENCY or UNIT, which both have
     * @param owner whose the rows are
     * @param ownName the owner's, {@code units/{id}} or {@code agencies/{code}}
     * @param rows names of what there is
     * @param seed of the random numbers; the same seed makes the same requests
     */
    public Strangers(Role role, Channel stranger, Channel owner, String ownName, List<String> rows, long seed) {
        this.role = role;
        this.stranger = stranger;
        this.owner = owner;
        this.ownName = ownName;
        this.rows = List.copyOf(rows);
        this.random = new Random(seed);
        this.values = new RandomValues(random);
        LOG.infof("Requests of strangers, seed %d", seed);
    }

    /** Returns the full names of the RPCs that were tried. */
    public List<String> tryAll(List<ServiceDescriptor> services) {
        List<String> tried = new ArrayList<>();
        for (ServiceDescriptor service : services) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                if (method.getType() == MethodType.UNARY && isHeldToRows(method)) {
                    tryOne(method);
                    tried.add(method.getFullMethodName());
                }
            }
        }
        return tried;
    }

    /** The full names of the services that have a unary RPC by which that role, AGENCY or UNIT, reaches rows of its own or shared ones. */
    public static List<String> toTry(Role role, List<ServiceDescriptor> services) {
        return services.stream()
                .filter(service -> service.getMethods().stream()
                        .anyMatch(method -> method.getType() == MethodType.UNARY && isHeldToRows(role, method)))
                .map(ServiceDescriptor::getName)
                .sorted()
                .toList();
    }

    private boolean isHeldToRows(MethodDescriptor<?, ?> method) {
        return isHeldToRows(role, method);
    }

    private static boolean isHeldToRows(Role role, MethodDescriptor<?, ?> method) {
        Access access = schema(method).getOptions().getExtension(AccessOuterClass.access);
        Scope scope = role == Role.AGENCY ? access.getAgencies() : access.getUnits();
        return scope == Scope.OWN_ROWS || scope == Scope.SHARED_ROWS;
    }

    private static com.google.protobuf.Descriptors.MethodDescriptor schema(MethodDescriptor<?, ?> method) {
        return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                .getMethodDescriptor();
    }

    private void tryOne(MethodDescriptor<?, ?> method) {
        String name = method.getFullMethodName();
        Descriptor type = schema(method).getInputType();
        List<DynamicMessage> requests = requests(type);
        if (requests.isEmpty()) {
            throw new AssertionError("No request was found that " + name + " takes");
        }
        // One that makes something of its own has nothing that another could reach.
        boolean ownerGotIn = !Objects.requireNonNull(method.getBareMethodName()).startsWith("List")
                && requests.stream().noneMatch(this::isAimedAtRow);
        for (DynamicMessage request : requests) {
            Ending ofStranger = call(stranger, method, request);
            judge(ofStranger, name, request);
            Ending ofOwner = call(owner, method, request);
            ownerGotIn |= ofOwner.refused().filter(this::isBarred).isEmpty();
            assertThat(ofOwner.status()).as(name).isNotEqualTo(Status.Code.UNIMPLEMENTED);
        }
        assertThat(ownerGotIn)
                .as("%s lets in whose the rows are; if it has none of its kind, make one before", name)
                .isTrue();
    }

    private boolean isBarred(Reason reason) {
        return NOT_FOR_IT.contains(reason) || reason == Reason.INVALID_FIELD;
    }

    private void judge(Ending ending, String method, DynamicMessage request) {
        assertThat(ending.names(rows))
                .as("rows that %s tells a stranger who asks %s", method, request)
                .isEmpty();
        boolean namesRow = isNamedIn(request);
        // For an agency a row of another does not exist, whatever else would be wrong with the request.
        if (role == Role.AGENCY && namesRow && ending.status() != Status.Code.INVALID_ARGUMENT) {
            assertThat(ending.refused().filter(NOT_FOR_IT::contains))
                    .as("%s by a stranger: %s for %s", method, ending, request)
                    .isPresent();
        }
        // A unit may learn first that the row has changed, but must not change it.
        if (role == Role.UNIT && namesRow) {
            assertThat(ending.status())
                    .as("%s by a stranger for %s", method, request)
                    .isNotEqualTo(Status.Code.OK);
        }
        // A list for another unit may be empty, but must not have anything.
        if (role == Role.UNIT && !namesRow && asksOfOwner(request) && ending.status() == Status.Code.OK) {
            assertThat(ending.answer())
                    .as("%s by a stranger for %s", method, request)
                    .isEmpty();
        }
    }

    private boolean asksOfOwner(DynamicMessage request) {
        return request.getAllFields().entrySet().stream()
                .anyMatch(field -> field.getKey().getName().matches(OWN_NAME)
                        && ownName.equals(field.getValue().toString()));
    }

    private boolean isAimedAtRow(DynamicMessage request) {
        return request.getAllFields().values().stream()
                .anyMatch(value -> value instanceof String text && rows.contains(text));
    }

    private boolean isNamedIn(DynamicMessage request) {
        FieldDescriptor name = request.getDescriptorForType().findFieldByName("name");
        return name != null && rows.contains(request.getField(name).toString());
    }

    /** What the contract takes: the shortest request first, then random ones. */
    private List<DynamicMessage> requests(Descriptor type) {
        List<DynamicMessage> requests = new ArrayList<>();
        for (int i = 0; i < LATEST_ETAG; i++) {
            aimed(smallest(type)).ifPresent(requests::add);
        }
        for (int tries = 0; tries < MOST_TRIES && requests.size() < REQUESTS; tries++) {
            aimed(values.message(type).toBuilder()).ifPresent(requests::add);
        }
        return requests;
    }

    /** What the rules of the fields ask for, and nothing else. */
    private static DynamicMessage.Builder smallest(Descriptor type) {
        DynamicMessage.Builder request = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
            if (field.isRepeated()) {
                continue;
            }
            switch (field.getJavaType()) {
                case STRING -> least(rules.getString()).ifPresent(text -> request.setField(field, text));
                case ENUM -> request.setField(field, first(field, rules.getEnum()));
                case MESSAGE -> {
                    if (rules.getRequired()) {
                        request.setField(field, message(field.getMessageType()));
                    }
                }
                default -> {
                    // Numbers and flags may be left out, or the random requests have them.
                }
            }
        }
        return request;
    }

    private static DynamicMessage message(Descriptor type) {
        return WITH_RULES_ACROSS_FIELDS.stream()
                .filter(example -> example.getDescriptorForType().getFullName().equals(type.getFullName()))
                .findFirst()
                .map(example -> DynamicMessage.newBuilder(example).build())
                .orElseGet(() -> smallest(type).build());
    }

    private static Optional<String> least(StringRules rules) {
        if (rules.getUuid()) {
            return Optional.of(UUID.randomUUID().toString());
        }
        if (rules.getInCount() > 0) {
            return Optional.of(rules.getIn(0));
        }
        if (!rules.getPattern().isEmpty()) {
            return Stream.of("xx", "x", "1")
                    .filter(text -> text.matches(rules.getPattern()))
                    .findFirst();
        }
        return rules.getMinLen() > 0 ? Optional.of("x".repeat((int) rules.getMinLen())) : Optional.empty();
    }

    private static EnumValueDescriptor first(FieldDescriptor field, EnumRules rules) {
        int number =
                rules.getInCount() > 0 ? rules.getIn(0) : rules.getNotInList().contains(0) ? 1 : 0;
        return field.getEnumType().findValueByNumberCreatingIfUnknown(number);
    }

    private Optional<DynamicMessage> aimed(DynamicMessage.Builder request) {
        for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
            if (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.STRING) {
                continue;
            }
            if (field.getName().equals("page_token")) {
                request.clearField(field);
            } else if (field.getName().equals("etag")) {
                request.setField(field, Integer.toString(1 + random.nextInt(LATEST_ETAG)));
            } else {
                row(field).ifPresent(row -> request.setField(field, row));
            }
        }
        return isTaken(request.build()) ? Optional.of(request.build()) : Optional.empty();
    }

    private Optional<String> row(FieldDescriptor field) {
        String pattern =
                field.getOptions().getExtension(ValidateProto.field).getString().getPattern();
        if (field.getName().matches(OWN_NAME)) {
            return pattern.isEmpty() || ownName.matches(pattern) ? Optional.of(ownName) : Optional.empty();
        }
        List<String> fitting = pattern.contains("/")
                ? rows.stream().filter(row -> row.matches(pattern)).toList()
                : List.of();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    private boolean isTaken(DynamicMessage request) {
        try {
            return validator.validate(request).isSuccess();
        } catch (DateTimeException | ArithmeticException e) {
            // A time beyond all times, which the rules cannot be asked about.
            return false;
        } catch (ValidationException e) {
            throw new AssertionError(
                    "The rules of " + request.getDescriptorForType().getFullName(), e);
        }
    }

    /** How a call ended: with an answer, or refused. */
    private record Ending(Status.Code status, Optional<Reason> refused, byte[] answer) {

        /** Which of these are told. */
        List<String> names(List<String> rows) {
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            return rows.stream().filter(text::contains).toList();
        }

        @Override
        public String toString() {
            return status + refused.map(reason -> " " + reason).orElse("");
        }
    }

    private static Ending call(Channel channel, MethodDescriptor<?, ?> method, DynamicMessage request) {
        try {
            byte[] answer = ClientCalls.blockingUnaryCall(
                    channel,
                    method.toBuilder(new RawBytes(), new RawBytes()).build(),
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                    request.toByteArray());
            return new Ending(Status.Code.OK, Optional.empty(), answer);
        } catch (StatusRuntimeException e) {
            return new Ending(e.getStatus().getCode(), Optional.of(Refusals.reasonOf(e)), new byte[0]);
        }
    }
}
