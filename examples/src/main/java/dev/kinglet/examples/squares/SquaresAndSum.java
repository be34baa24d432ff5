package dev.kinglet.examples.squares;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Job;
import java.util.List;

/** Squares three numbers in other processes, and adds the squares up in another. */
public final class SquaresAndSum implements Job {

    @Override
    public void run(FunctionExecutor executor, String[] arguments) {
        FutureList<Integer> squares = executor.map(x -> x * x, List.of(1, 2, 3));
        CallFuture<Integer> sum = executor.reduce(squares, (a, b) -> a + b);

        if (!squares.join().equals(List.of(1, 4, 9)) || sum.join() != 14) {
            throw new IllegalStateException("the squares are " + squares.join() + ", their sum " + sum.join());
        }
        System.out.println("squares " + squares.join() + ", sum " + sum.join());
    }
}
