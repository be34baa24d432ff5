package dev.kinglet.api;

import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteReducer;
import dev.kinglet.execute.Await;
import java.nio.file.Files;
import java.nio.file.Path;

/** Functions for jobs over troubled stores. In a class of their own, as the tests' classes would ship an S3 server to the workers. */
final class Work {

    private Work() {}

    /** Makes values of this length. */
    static RemoteFunction<Integer, byte[]> bytes(int length) {
        return x -> new byte[length];
    }

    static RemoteFunction<Integer, Integer> plus(int more) {
        return x -> x + more;
    }

    static RemoteFunction<byte[], Integer> lengthOfBytes() {
        return bytes -> bytes.length;
    }

    static RemoteFunction<String, Long> lengthOfText() {
        return text -> (long) text.length();
    }

    static RemoteReducer<byte[]> longer() {
        return (a, b) -> a.length > b.length ? a : b;
    }

    static RemoteReducer<Long> sum() {
        return Long::sum;
    }

    /**
     * Makes small values of odd inputs and large ones of even ones, when there is a file of that name. Negative inputs only wait for each
     * other, in two workers, which then have the code.
     */
    static RemoteFunction<Integer, byte[]> everyOtherLarge(int length, Path meeting, Path start) {
        String place = meeting.toString();
        String file = start.toString();
        return x -> {
            if (x < 0) {
                Files.createFile(
                        Path.of(place, Long.toString(ProcessHandle.current().pid())));
                Await.until(
                        "both workers to have the code",
                        () -> Path.of(place).toFile().list().length == 2);
            } else {
                Await.until("the start", () -> Files.exists(Path.of(file)));
            }
            return new byte[x >= 0 && x % 2 == 0 ? length : 10];
        };
    }
}
