/**
 * Step 1: lambda to bytes to lambda, and the classes that it needs.
 *
 * <p>In the driver {@link dev.kinglet.closure.ClosureCapture} turns a function into a {@link dev.kinglet.closure.CapturedClosure}: its bytes,
 * by {@link dev.kinglet.closure.KryoValueCodec}, and the jars to ship, by {@link dev.kinglet.closure.CodeFinder}. On the worker
 * {@link dev.kinglet.closure.CodeLoader} loads the jars, and {@link dev.kinglet.closure.ClosureRestorer} makes the function again. In what
 * form the objects of a class travel, and which are refused, is decided in {@code Form} and {@code Refusals}.
 */
@NullMarked
package dev.kinglet.closure;

import org.jspecify.annotations.NullMarked;
