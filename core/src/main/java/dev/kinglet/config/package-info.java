/** Before step 1: settings from {@code kinglet.yaml}, the environment and the program, checked, with their defaults. */
@NullMarked
package dev.kinglet.config;

import org.jspecify.annotations.NullMarked;
