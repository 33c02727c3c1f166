package io.qipan.patrol.device;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.proto.patrol.v1.DeviceServiceGrpc;
import io.qipan.proto.patrol.v1.ListDevicesRequest;
import io.qipan.proto.patrol.v1.ListDevicesResponse;
import io.qipan.proto.patrol.v1.RegisterDeviceRequest;
import io.qipan.proto.patrol.v1.RegisterDeviceResponse;
import io.qipan.proto.patrol.v1.WithdrawDeviceRequest;
import io.qipan.proto.patrol.v1.WithdrawDeviceResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

@Singleton
public class DeviceRpc implements RpcService, DeviceServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Devices devices;
    private final RegisterDevice registerDevice;
    private final WithdrawDevice withdrawDevice;

    public DeviceRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Devices devices,
            RegisterDevice registerDevice,
            WithdrawDevice withdrawDevice) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.devices = devices;
        this.registerDevice = registerDevice;
        this.withdrawDevice = withdrawDevice;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(DeviceServiceGrpc.bindService(this));
    }

    @Override
    public void registerDevice(RegisterDeviceRequest request, StreamObserver<RegisterDeviceResponse> observer) {
        Answer.unary(observer, () -> {
            DeviceKey key = DeviceKey.fresh();
            // The answer is kept for repeats, so the key is not part of it before that.
            RegisterDeviceResponse kept = unitOfWork.once(
                    RequestKey.of(request), RegisterDeviceResponse.parser(), () -> register(request, key));
            boolean isThisOne =
                    kept.getDevice().getKeyFingerprint().equals(key.hash().fingerprint());
            return isThisOne ? kept.toBuilder().setKey(key.text()).build() : kept;
        });
    }

    private RegisterDeviceResponse register(RegisterDeviceRequest request, DeviceKey key) {
        Device device = registerDevice.register(request.getName(), request.getUnit(), key.hash(), Times.now(clock));
        return RegisterDeviceResponse.newBuilder()
                .setDevice(DeviceMessages.message(device))
                .build();
    }

    @Override
    public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesResponse> observer) {
        Answer.unary(observer, () -> {
            String unit = request.getOptionalUnit();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "devices " + unit);
            Optional<String> wanted = Optional.of(unit).filter(given -> !given.isEmpty());
            List<Device> found = unitOfWork.read(() -> devices.list(page, wanted));
            return ListDevicesResponse.newBuilder()
                    .addAllDevices(page.cut(found).stream()
                            .map(DeviceMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, Device::name))
                    .build();
        });
    }

    @Override
    public void withdrawDevice(WithdrawDeviceRequest request, StreamObserver<WithdrawDeviceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WithdrawDeviceResponse.parser(), () -> {
                    Device device = withdrawDevice.withdraw(
                            request.getName(), request.getEtag(), request.getReason(), Times.now(clock));
                    return WithdrawDeviceResponse.newBuilder()
                            .setDevice(DeviceMessages.message(device))
                            .build();
                }));
    }
}
