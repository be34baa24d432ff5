package dev.kinglet;

/**
 * A program that {@code kinglet run my-job.jar com.acme.MyJob} runs: it is given an executor that the command line, {@code KINGLET_*} and
 * {@code kinglet.yaml} have configured. Its class has a public constructor without parameters.
 */
@FunctionalInterface
public interface Job {

    /**
     * Does the job. Called once, in the main thread. What it throws is shown to the user and makes the exit status 1.
     *
     * @param executor closed by the caller
     * @param arguments what stood behind the class name on the command line
     */
    void run(FunctionExecutor executor, String[] arguments) throws Exception;
}
