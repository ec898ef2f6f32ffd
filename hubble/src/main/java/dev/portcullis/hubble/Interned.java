package dev.portcullis.hubble;

import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was read lately, by the bytes it was read from: a stream says the same few names again and
 * again, and reading them once saves both time and memory. Bounded whatever is sent; of two that
 * want the same place the one not used for longer goes. Not for several threads at once.
 */
final class Interned<T> {

    /** Reads a value from some bytes of an array. */
    interface Reader<T> {
        T read(byte[] bytes, int start, int length) throws InvalidProtocolBufferException;
    }

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private record Entry<T>(byte[] bytes, T value) {
        boolean isOf(byte[] from, int start, int length) {
            return bytes.length == length
                    && Arrays.equals(bytes, 0, length, from, start, start + length);
        }
    }

    private final @Nullable Entry<T>[] entries;
    private final int longest;
    private final Reader<T> reader;

    /**
     * @param size how many are kept; a power of two
     * @param longest what takes more bytes is not kept
     */
    @SuppressWarnings("unchecked") // An array of a generic type cannot be made otherwise.
    Interned(int size, int longest, Reader<T> reader) {
        this.entries = (Entry<T>[]) new Entry<?>[size];
        this.longest = longest;
        this.reader = reader;
    }

    T of(byte[] bytes, int start, int length) throws InvalidProtocolBufferException {
        if (length > longest) {
            return reader.read(bytes, start, length);
        }
        int first = (int) (hash(bytes, start, length) >>> 32) & entries.length - 1;
        Entry<T> newer = entries[first];
        if (newer != null && newer.isOf(bytes, start, length)) {
            return newer.value;
        }
        int second = first ^ 1;
        Entry<T> older = entries[second];
        if (older != null && older.isOf(bytes, start, length)) {
            return older.value;
        }
        T value = reader.read(bytes, start, length);
        entries[second] = newer;
        entries[first] = new Entry<>(Arrays.copyOfRange(bytes, start, start + length), value);
        return value;
    }

    private static long hash(byte[] bytes, int start, int length) {
        long hash = length * PRIME;
        int end = start + length;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * PRIME;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * PRIME;
        }
        return hash;
    }
}
