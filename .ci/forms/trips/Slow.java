package trips;

import dev.kinglet.FunctionExecutor;
import java.util.List;

/** Runs until it is stopped. */
public class Slow {
    public static void main(String[] arguments) {
        try (FunctionExecutor executor = FunctionExecutor.create()) {
            executor.map(
                            x -> {
                                System.out.println("slow " + ProcessHandle.current().pid());
                                Thread.sleep(600_000);
                                return x;
                            },
                            List.of(1, 2))
                    .join();
        }
    }
}
