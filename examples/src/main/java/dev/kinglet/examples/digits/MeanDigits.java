package dev.kinglet.examples.digits;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** The mean picture of each handwritten digit. Pixels travel as the inputs of calls: what is large goes by the store. */
public final class MeanDigits implements Job {

    private static final int CALLS = 10;
    private static final int ROUND = 0;
    private static final int STROKE = 1;

    @Override
    public void run(FunctionExecutor executor, String[] arguments) throws IOException {
        CallFuture<DigitSums> summing = executor.mapReduce(DigitSums::of, blocks(), DigitSums::plus);

        DigitSums sums = summing.join();
        List<Integer> counts = IntStream.range(0, 10).mapToObj(sums::count).toList();
        int darkest = IntStream.range(0, 10)
                .reduce((a, b) -> sums.ink(a) >= sums.ink(b) ? a : b)
                .orElseThrow();
        int lightest = IntStream.range(0, 10)
                .reduce((a, b) -> sums.ink(a) <= sums.ink(b) ? a : b)
                .orElseThrow();
        if (!counts.equals(List.of(1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978))
                || darkest != ROUND
                || lightest != STROKE) {
            throw new IllegalStateException("counts " + counts + ", most ink in " + darkest + ", least in " + lightest);
        }
        System.out.println(sums.picture(ROUND));
        System.out.println("a 0 takes %.0f grey of 255 a pixel, a 1 only %.0f".formatted(sums.ink(0), sums.ink(1)));
    }

    /** All pictures, in as many blocks as there are to be calls. */
    private static List<byte[]> blocks() throws IOException {
        try (InputStream compressed = MeanDigits.class.getResourceAsStream("/dev/kinglet/examples/mnist-10k.bin.gz")) {
            if (compressed == null) {
                throw new IllegalStateException("the digits are not on the class path");
            }
            byte[] all = new GZIPInputStream(compressed).readAllBytes();
            int block = all.length / DigitSums.RECORD_BYTES / CALLS * DigitSums.RECORD_BYTES;
            List<byte[]> blocks = new ArrayList<>();
            for (int start = 0; start < all.length; start += block) {
                blocks.add(Arrays.copyOfRange(all, start, Math.min(all.length, start + block)));
            }
            return blocks;
        }
    }
}
