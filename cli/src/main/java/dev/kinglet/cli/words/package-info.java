/** The demo's user code: what a user would write to count words. It runs in the worker, at step 5. */
@NullMarked
package dev.kinglet.cli.words;

import org.jspecify.annotations.NullMarked;
