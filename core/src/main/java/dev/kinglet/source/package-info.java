/** Before step 2: where inputs come from. Files, folders, globs, archives and prefixes become the objects that calls read. */
@NullMarked
package dev.kinglet.source;

import org.jspecify.annotations.NullMarked;
