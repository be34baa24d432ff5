package dev.kinglet.invoke;

import dev.kinglet.stage.InputReference;

/**
 * One try at one call, as a request carries it.
 *
 * @param call the call's number within its stage
 * @param attempt the attempt's number, from 0
 * @param input the encoded input
 */
public record CallAttempt(int call, int attempt, InputReference input) {}
