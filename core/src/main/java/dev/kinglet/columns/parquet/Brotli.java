package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/** The only class here that touches the library for Brotli, which is there only where somebody put it on the class path. */
final class Brotli {

    private Brotli() {}

    static byte[] decompress(byte[] from, int start, int end, int size) {
        try (InputStream in = new BrotliInputStream(new ByteArrayInputStream(from, start, end - start))) {
            byte[] bytes = in.readNBytes(size); // takes memory as it reads
            if (in.read() >= 0) {
                throw Codecs.wrong(size);
            }
            return bytes;
        } catch (IOException | IllegalStateException e) {
            throw new ColumnsException("a page is no valid Brotli: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new ColumnsException(
                    "pages compressed by Brotli need org.brotli:dec, which is not on the class path; add it", e);
        }
    }
}
