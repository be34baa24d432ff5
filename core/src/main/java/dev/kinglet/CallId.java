package dev.kinglet;

/**
 * Names one call: the application of a function to one input.
 *
 * @param job the job's identifier, unique in time and space
 * @param stage the stage's number within the job, from 0
 * @param call the call's number within the stage, from 0, in the order of the inputs
 */
public record CallId(String job, int stage, int call) {

    /** {@code job/stage/call}, as in the store's keys and in logs. */
    @Override
    public String toString() {
        return job + "/" + stage + "/" + call;
    }
}
