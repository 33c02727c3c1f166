package io.qipan.launcher.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;

class RefusalTextTest {

    @Test
    void reasonMetadataAndFieldsAreLines() {
        // Given
        StatusRuntimeException refusal = StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setMessage("The request is not valid.")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("INVALID_FIELDS")
                        .setDomain("qipan.io")
                        .putMetadata("count", "1")
                        .build()))
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("page_size")
                                .setDescription("must be at most 100"))
                        .build()))
                .build());

        // When
        String text = RefusalText.of(refusal);

        // Then
        assertThat(text).isEqualTo("""
                        INVALID_ARGUMENT: The request is not valid.
                          reason: INVALID_FIELDS (qipan.io)
                            count = 1
                          field page_size: must be at most 100""");
    }
}
