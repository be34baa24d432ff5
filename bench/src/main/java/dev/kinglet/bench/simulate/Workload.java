package dev.kinglet.bench.simulate;

/**
 * What is to be run.
 *
 * @param functions how many at once, at least 1
 * @param calls how many in all, at least 1
 * @param operations floating-point operations of a call
 * @param megabytes memory of a function
 * @param callsPerInvocation how many calls travel together; 0 lets the scheduler find it
 */
public record Workload(int functions, int calls, double operations, int megabytes, int callsPerInvocation) {}
