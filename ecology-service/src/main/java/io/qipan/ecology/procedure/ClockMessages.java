package io.qipan.ecology.procedure;

import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockExtension;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.procedure.model.ClockSetting.Longest;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.ClockState;
import io.qipan.ecology.procedure.model.ClockState.Lapsed;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import io.qipan.ecology.rule.model.Sourcing;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Clocks on the wire, in storage and in the model. */
public final class ClockMessages {

    private ClockMessages() {}

    /** A clock of a case, {@code cases/{uuid}}. */
    public static io.qipan.proto.ecology.v1.Clock message(String caseName, Clock clock) {
        io.qipan.proto.ecology.v1.Clock known = known(caseName, clock);
        return clock.kind() == ClockKind.UNKNOWN
                ? asItCame(clock, known)
                : Kept.telling(known.toBuilder(), clock.setting().kept()).build();
    }

    /** All that a newer version has told of it, with what has become of it here. */
    private static io.qipan.proto.ecology.v1.Clock asItCame(Clock clock, io.qipan.proto.ecology.v1.Clock known) {
        io.qipan.proto.ecology.v1.Clock.Builder message = Kept.clock(
                        clock.setting().kept())
                .toBuilder()
                .setCase(known.getCase())
                .setState(known.getState())
                .setLate(known.getLate())
                .setDaysLeft(known.getDaysLeft());
        if (known.hasStateSince()) {
            message.setStateSince(known.getStateSince());
        } else {
            message.clearStateSince();
        }
        return message.build();
    }

    /** The number of a kind in the contract; unspecified for one that this version does not know. */
    public static io.qipan.proto.ecology.v1.Clock.Kind kind(ClockKind kind) {
        return kind == ClockKind.UNKNOWN
                ? io.qipan.proto.ecology.v1.Clock.Kind.KIND_UNSPECIFIED
                : io.qipan.proto.ecology.v1.Clock.Kind.valueOf(kind.name());
    }

    private static io.qipan.proto.ecology.v1.Clock known(String caseName, Clock clock) {
        ClockSetting setting = clock.setting();
        io.qipan.proto.ecology.v1.Clock.Builder message = io.qipan.proto.ecology.v1.Clock.newBuilder()
                .setCase(caseName)
                .setNumber(clock.number())
                .setKind(kind(clock.kind()))
                .setState(io.qipan.proto.ecology.v1.Clock.State.valueOf(
                        clock.state().code()))
                .setNameEn(setting.nameEn())
                .setNameZh(setting.nameZh())
                .setStartedAt(Times.message(clock.startedAt()))
                .setDueAt(Times.message(clock.due().at()))
                .setProvisional(clock.due().provisional())
                .setLate(clock.isLate())
                .setLength(setting.length().amount())
                .setUnit(unit(setting.length()))
                .setMovesOn(setting.movesOn())
                .setBasis(setting.basis())
                .setStarts(setting.starts())
                .setStops(setting.stops())
                .setDoubt(setting.doubt())
                .setWindow(setting.nature() == Nature.WINDOW)
                .setPausedByTransfer(setting.pausedByTransfer())
                .setPausedByExamination(setting.pausedByExamination())
                .setSeizure(clock.seizure())
                .setCountedFrom(Times.message(clock.countedFrom()))
                .setCounted(clock.counted().amount())
                .setCountedUnit(unit(clock.counted()))
                .setInForceFrom(setting.inForceFrom().toString())
                .setFromNotice(setting.fromNotice());
        setting.watchers().stream()
                .map(watcher -> io.qipan.proto.ecology.v1.Clock.Watcher.valueOf(watcher.name()))
                .forEach(message::addWatchers);
        setting.extension()
                .ifPresent(
                        longest -> message.setLongestExtension(longest.length().amount())
                                .setLongestAtOnce(longest.atOnce())
                                .setMostExtensions(longest.times())
                                .setExtensionBasis(longest.basis()));
        setting.sourcing()
                .map(sourcing -> io.qipan.proto.ecology.v1.Sourcing.valueOf(sourcing.name()))
                .ifPresent(message::setSourcing);
        clock.noticeReceivedAt().map(Times::message).ifPresent(message::setNoticeReceivedAt);
        clock.extensions().stream().map(ClockMessages::message).forEach(message::addExtensions);
        setting.inForceUntil().map(LocalDate::toString).ifPresent(message::setInForceUntil);
        since(clock.state()).map(Times::message).ifPresent(message::setStateSince);
        if (clock.state() instanceof Paused paused) {
            message.setDaysLeft(paused.daysLeft());
        }
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.Clock.Unit unit(Length length) {
        return io.qipan.proto.ecology.v1.Clock.Unit.valueOf(length.unit().name());
    }

    private static Optional<Instant> since(ClockState state) {
        return switch (state) {
            case Running _ -> Optional.empty();
            case Paused paused -> Optional.of(paused.at());
            case Overdue overdue -> Optional.of(overdue.noticedAt());
            case Stopped stopped -> Optional.of(stopped.at());
            case Lapsed lapsed -> Optional.of(lapsed.noticedAt());
        };
    }

    private static io.qipan.proto.ecology.v1.ClockExtension message(ClockExtension extension) {
        return io.qipan.proto.ecology.v1.ClockExtension.newBuilder()
                .setFurther(extension.further().amount())
                .setBasis(extension.basis())
                .setReason(extension.reason())
                .setBy(extension.by())
                .setAt(Times.message(extension.at()))
                .setUntil(Times.message(extension.until()))
                .build();
    }

    /** A clock as it was once told. */
    public static Clock clock(io.qipan.proto.ecology.v1.Clock message) {
        return new Clock(
                message.getNumber(),
                setting(message),
                Times.instant(message.getStartedAt()),
                Times.instant(message.getCountedFrom()),
                message.hasNoticeReceivedAt()
                        ? Optional.of(Times.instant(message.getNoticeReceivedAt()))
                        : Optional.empty(),
                length(message.getCounted(), message.getCountedUnit()),
                new Due(Times.instant(message.getDueAt()), message.getProvisional()),
                state(message),
                message.getExtensionsList().stream()
                        .map(extension -> extension(message, extension))
                        .toList(),
                message.getSeizure());
    }

    private static ClockSetting setting(io.qipan.proto.ecology.v1.Clock message) {
        Length.Unit unit = unit(message.getUnit());
        ClockKind kind = isRead(message) ? ClockKind.of(message.getKind().name()) : ClockKind.UNKNOWN;
        boolean unread = kind == ClockKind.UNKNOWN;
        return new ClockSetting(
                kind,
                message.getNameEn(),
                message.getNameZh(),
                length(message.getLength(), message.getUnit()),
                message.getMovesOn(),
                message.getBasis(),
                LocalDate.parse(message.getInForceFrom()),
                Optional.of(message.getInForceUntil())
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse),
                message.getStarts(),
                message.getStops(),
                message.getWindow() ? Nature.WINDOW : Nature.DUTY,
                !unread && message.getPausedByTransfer(),
                !unread && message.getPausedByExamination(),
                message.getFromNotice(),
                message.getWatchersList().stream()
                        .filter(watcher -> watcher != io.qipan.proto.ecology.v1.Clock.Watcher.UNRECOGNIZED)
                        .map(watcher -> Watcher.valueOf(watcher.name()))
                        .toList(),
                message.getLongestExtension() == 0 ? Optional.empty() : Optional.of(longest(message, unit)),
                sourcing(message),
                message.getDoubt(),
                unread ? Kept.whole(message) : Kept.unknown(message));
    }

    /** Also of a known kind, what counts in other units or goes up to others is kept whole rather than understood in part. */
    private static boolean isRead(io.qipan.proto.ecology.v1.Clock message) {
        return message.getUnit() != io.qipan.proto.ecology.v1.Clock.Unit.UNRECOGNIZED
                && message.getSourcing() != io.qipan.proto.ecology.v1.Sourcing.UNRECOGNIZED
                && message.getCountedUnit() != io.qipan.proto.ecology.v1.Clock.Unit.UNRECOGNIZED
                && !message.getWatchersList().contains(io.qipan.proto.ecology.v1.Clock.Watcher.UNRECOGNIZED);
    }

    private static Optional<Sourcing> sourcing(io.qipan.proto.ecology.v1.Clock message) {
        return switch (message.getSourcing()) {
            case LAW_TEXT -> Optional.of(Sourcing.LAW_TEXT);
            case COPY_SEEN -> Optional.of(Sourcing.COPY_SEEN);
            case FROM_MEMORY -> Optional.of(Sourcing.FROM_MEMORY);
            case SOURCING_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    /** Of a clock that this version cannot read nothing is counted, so that any length will do. */
    private static Length length(int amount, io.qipan.proto.ecology.v1.Clock.Unit unit) {
        return new Length(Math.max(1, amount), unit(unit));
    }

    private static Length.Unit unit(io.qipan.proto.ecology.v1.Clock.Unit unit) {
        return switch (unit) {
            case HOURS -> Length.Unit.HOURS;
            case WORKING_DAYS -> Length.Unit.WORKING_DAYS;
            case MONTHS -> Length.Unit.MONTHS;
            case NATURAL_DAYS, UNIT_UNSPECIFIED, UNRECOGNIZED -> Length.Unit.NATURAL_DAYS;
        };
    }

    /** A clock that was kept before steps of an extension were known takes the whole at once. */
    private static Longest longest(io.qipan.proto.ecology.v1.Clock message, Length.Unit unit) {
        int all = message.getLongestExtension();
        return new Longest(
                new Length(all, unit),
                message.getLongestAtOnce() == 0 ? all : message.getLongestAtOnce(),
                message.getMostExtensions() == 0 ? all : message.getMostExtensions(),
                message.getExtensionBasis());
    }

    private static ClockState state(io.qipan.proto.ecology.v1.Clock message) {
        Instant since = Times.instant(message.getStateSince());
        return switch (message.getState()) {
            case RUNNING -> new Running();
            case PAUSED -> new Paused(since, message.getDaysLeft());
            case OVERDUE -> new Overdue(since);
            case STOPPED -> new Stopped(since);
            case LAPSED -> new Lapsed(since);
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("Unknown state of a clock: " + message.getState());
        };
    }

    private static ClockExtension extension(
            io.qipan.proto.ecology.v1.Clock clock, io.qipan.proto.ecology.v1.ClockExtension message) {
        return new ClockExtension(
                length(message.getFurther(), clock.getUnit()),
                message.getBasis(),
                message.getReason(),
                message.getBy(),
                Times.instant(message.getAt()),
                Times.instant(message.getUntil()));
    }
}
