package dev.kinglet.pipeline;

import dev.kinglet.reduce.Run;
import java.io.Serializable;
import java.util.List;

/**
 * What one call of a stage tells the driver.
 *
 * @param rows how many records reached the stage's end
 * @param badRecords how many records could not be read and were passed over
 * @param runs what it left for the next stage
 * @param values what is meant for the driver
 */
public record TaskOutput(long rows, long badRecords, List<Run> runs, List<Object> values) implements Serializable {}
