/**
 * Where everything big lives: the contract of an object store. Backends ({@code .memory}, {@code .file}, {@code .s3}) and
 * decorators ({@code .decorate}) are child packages, and all pass one contract test.
 */
@NullMarked
package dev.kinglet.storage;

import org.jspecify.annotations.NullMarked;
