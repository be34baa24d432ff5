/**
 * Step 5, seen from the driver: worker processes on this machine, with a cloud's semantics. They ask for invocations at an AWS Lambda
 * Runtime API that this package serves on loopback.
 */
@NullMarked
package dev.kinglet.execute.process;

import org.jspecify.annotations.NullMarked;
