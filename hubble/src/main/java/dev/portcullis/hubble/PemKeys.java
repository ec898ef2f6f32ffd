package dev.portcullis.hubble;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys as Cilium's secrets hold them. Helm writes PKCS#1 and certgen SEC 1, while TLS here
 * reads PKCS#8 only, which is the same key with a line about its kind around it.
 */
final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA|EC) PRIVATE KEY-----([^-]+)-----END");

    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int CURVE_TAG = 0xA0;

    private PemKeys() {}

    /** The key as PKCS#8 in PEM. */
    static InputStream pkcs8(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] key;
        try {
            key = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException broken) {
            throw new IOException("The key in %s is broken".formatted(file), broken);
        }
        byte[] kind = block.group(1).equals("RSA") ? RSA : der(0x30, EC, curve(file, key));
        byte[] version = {2, 1, 0};
        byte[] wrapped = der(0x30, version, kind, der(0x04, key));
        String text =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(wrapped)
                        + "\n-----END PRIVATE KEY-----\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The name of the curve, which a SEC 1 key carries in its tagged parameters. */
    private static byte[] curve(Path file, byte[] key) throws IOException {
        // SEQUENCE { INTEGER 1, OCTET STRING, [0] { OBJECT IDENTIFIER }, … }
        int at = 0;
        if (key.length > 8 && key[0] == 0x30) {
            at = 2 + ((key[1] & 0x80) != 0 ? key[1] & 0x7F : 0);
            while (at + 1 < key.length && at >= 0) {
                int length = key[at + 1] & 0xFF;
                if ((key[at] & 0xFF) == CURVE_TAG && at + 2 + length <= key.length) {
                    return java.util.Arrays.copyOfRange(key, at + 2, at + 2 + length);
                }
                at += 2 + length;
            }
        }
        throw new IOException("The key in %s does not name its curve".formatted(file));
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 128) {
            out.write(length);
        } else if (length < 256) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
