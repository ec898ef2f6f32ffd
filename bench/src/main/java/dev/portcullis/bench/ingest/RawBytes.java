package dev.portcullis.bench.ingest;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Messages as they travel: written without building, and read without looking. */
public final class RawBytes {

    /** Writes and reads the bytes. */
    public static final MethodDescriptor.Marshaller<byte[]> BYTES =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(byte[] message) {
                    return new Known(message);
                }

                @Override
                public byte[] parse(InputStream in) {
                    try {
                        return in.readAllBytes();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }
            };

    /** Reads past the bytes and gives their number. */
    static final MethodDescriptor.Marshaller<Integer> LENGTH =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(Integer message) {
                    throw new IllegalStateException("A length is only read");
                }

                @Override
                public Integer parse(InputStream in) {
                    try {
                        int length = in.available();
                        in.skipNBytes(length);
                        return length;
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }
            };

    private RawBytes() {}

    private static final class Known extends ByteArrayInputStream implements KnownLength {
        Known(byte[] bytes) {
            super(bytes);
        }
    }
}
